package io.kessai.domain;

import java.util.Locale;
import java.util.Optional;

/** Whether an account's cards may be used. */
public enum AccountStatus {
    ACTIVE,
    SUSPENDED,
    CLOSED;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AccountStatus> ofWord(String word) {
        for (AccountStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
