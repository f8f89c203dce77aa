package io.kessai.domain;

import java.util.Locale;
import java.util.Optional;

/** What networks are told of a card's status: whether they decline it when they stand in. */
public enum FileUpdate {
    /** From now on it is to be declined. */
    BLOCK,
    /** It is good again. */
    UNBLOCK;

    /** What a change of status means to networks; nothing where it is all the same to them. */
    public static Optional<FileUpdate> of(CardStatus before, CardStatus after) {
        if (isBlocked(before) == isBlocked(after)) {
            return Optional.empty();
        }
        return Optional.of(isBlocked(after) ? BLOCK : UNBLOCK);
    }

    /** A pause is the cardholder's own, for a while: networks are not told. */
    private static boolean isBlocked(CardStatus status) {
        return switch (status) {
            case BLOCKED, LOST, STOLEN, CLOSED -> true;
            case ACTIVE, NOT_ACTIVATED, PAUSED -> false;
        };
    }

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FileUpdate> ofWord(String word) {
        for (FileUpdate update : values()) {
            if (update.word().equals(word)) {
                return Optional.of(update);
            }
        }
        return Optional.empty();
    }
}
