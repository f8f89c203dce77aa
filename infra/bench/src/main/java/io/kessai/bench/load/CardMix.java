package io.kessai.bench.load;

import io.kessai.local.network.SeededCards;
import java.util.SplittableRandom;

/**
 * Which seeded card pays next: one of the first few, the hot ones, for a share of the messages, and
 * any card for the rest. Thread-safe.
 */
public final class CardMix {
    private static final int PERCENT = 100;

    private final int cards;
    private final int hotCards;
    private final int hotPercent;

    private CardMix(int cards, int hotCards, int hotPercent) {
        this.cards = cards;
        this.hotCards = hotCards;
        this.hotPercent = hotPercent;
    }

    /** Any of the first {@code cards} seeded ones, each as likely as the other. */
    public static CardMix even(int cards) {
        return new CardMix(cards, 1, 0);
    }

    /**
     * The first {@code hotCards} for {@code hotPercent} messages in 100.
     *
     * @throws IllegalArgumentException unless {@code hotCards} is from 1 to {@code cards} and
     *     {@code hotPercent} from 0 to 100
     */
    public static CardMix hot(int cards, int hotCards, int hotPercent) {
        if (hotCards < 1 || hotCards > cards || hotPercent < 0 || hotPercent > PERCENT) {
            throw new IllegalArgumentException(
                    "%d of %d cards cannot have %d in 100 messages"
                            .formatted(hotCards, cards, hotPercent));
        }
        return new CardMix(cards, hotCards, hotPercent);
    }

    int next(SplittableRandom random) {
        return random.nextInt(PERCENT) < hotPercent
                ? random.nextInt(hotCards)
                : random.nextInt(cards);
    }

    static String pan(int card) {
        return SeededCards.pan(card);
    }
}
