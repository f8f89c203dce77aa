package io.kessai.authorization.record;

import io.kessai.authorization.decide.CardCounters;
import io.kessai.domain.CardStatus;
import io.kessai.domain.PanToken;
import java.time.LocalDate;

/**
 * A card's row.
 *
 * @param inForce which controls are, for the card alone
 */
record CardRow(
        long id,
        long accountId,
        PanToken token,
        CardStatus status,
        LocalDate expires,
        CardCounters counters,
        ControlsInForce inForce) {}
