package io.kessai.authorization.decide;

import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;

/**
 * An answer of record, as the journal has it.
 *
 * @param isVoided whether its approval was undone: then {@code LATE} is the answer for ever
 * @param isDelivered whether a repeat was already given it
 */
public record Recorded(
        MessageKey key,
        PanToken card,
        SentAmount amount,
        Answer answer,
        boolean isVoided,
        boolean isDelivered) {}
