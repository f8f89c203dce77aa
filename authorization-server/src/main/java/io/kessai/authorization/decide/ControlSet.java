package io.kessai.authorization.decide;

import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;

/**
 * A version of controls that applies to a card. It never changes.
 *
 * @param id by which the journal names it
 */
public record ControlSet(long id, ControlScope scope, ControlState state, ControlRules rules) {}
