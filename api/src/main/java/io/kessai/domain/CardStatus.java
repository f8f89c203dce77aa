package io.kessai.domain;

import java.util.Locale;
import java.util.Optional;

/** Whether a card may be used, and if not, why. */
public enum CardStatus {
    ACTIVE,
    NOT_ACTIVATED,
    /** By the cardholder, for a while. */
    PAUSED,
    /** By the issuer. */
    BLOCKED,
    LOST,
    STOLEN,
    CLOSED;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CardStatus> ofWord(String word) {
        for (CardStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
