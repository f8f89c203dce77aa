package io.kessai.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an event tells of an authorization. Both programs write them, other people's programs read
 * them: a kind never changes its meaning.
 */
public enum EventKind {
    /** It was approved, or an advice reports that it was after all: holds, or is posted. */
    APPROVED(1),
    /** It, or an increment of it, was declined. */
    DECLINED(0),
    /** An increment added to it. */
    INCREMENTED(1),
    /** An advice told a higher total. */
    RAISED(1),
    /** An advice told a lower total. */
    LOWERED(-1),
    /** A reversal gave back of it, or its approval, never given in time, was taken back. */
    REVERSED(-1),
    /** A presentment, or a completion, took from its hold and was booked. */
    CLEARED(-1),
    /** The rest of its hold was given back: nothing more will come. */
    RELEASED(-1),
    /** The rest of its hold was given back after its last day. */
    EXPIRED(-1);

    private final int sign;

    EventKind(int sign) {
        this.sign = sign;
    }

    /**
     * How an event's amount moves what an authorization holds, or has posted as a single message: 1
     * adds, -1 takes, 0 does neither.
     */
    public int sign() {
        return sign;
    }

    /** The event of a term that moved. */
    public static EventKind of(HoldTerm term) {
        return switch (term) {
            case AUTHORIZED -> APPROVED;
            case INCREMENTED -> INCREMENTED;
            case RAISED -> RAISED;
            case LOWERED -> LOWERED;
            case REVERSED -> REVERSED;
            case CLEARED -> CLEARED;
            case RELEASED -> RELEASED;
            case EXPIRED -> EXPIRED;
        };
    }

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind stored under a word. */
    public static Optional<EventKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
