package io.kessai.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which status a card may move to.
 *
 * <p>Closed is final, a lost or stolen card is never used again (who has it is not known), and
 * activation happens once. Specification: CardLifecycleTest.
 */
public final class CardLifecycle {

    private CardLifecycle() {}

    /** Whether a card may move; staying where it is is always allowed. */
    public static boolean allows(CardStatus from, CardStatus to) {
        return from == to || next(from).contains(to);
    }

    private static Set<CardStatus> next(CardStatus from) {
        return switch (from) {
            case ACTIVE, NOT_ACTIVATED, PAUSED, BLOCKED ->
                    EnumSet.complementOf(EnumSet.of(CardStatus.NOT_ACTIVATED));
            case LOST -> EnumSet.of(CardStatus.STOLEN, CardStatus.CLOSED);
            case STOLEN -> EnumSet.of(CardStatus.LOST, CardStatus.CLOSED);
            case CLOSED -> EnumSet.noneOf(CardStatus.class);
        };
    }
}
