package io.kessai.authorization.decide;

/**
 * What a card's proofs have used up.
 *
 * @param pinFailures wrong PINs since the last right one
 * @param highestCounter the highest transaction counter of a good cryptogram; -1 before the first
 * @param usedCounters which counters up to the highest were used: bit 0 is the highest itself, bit
 *     31 the one 31 below it, and there are no more: ten digits look like no card number
 */
public record CardCounters(int pinFailures, int highestCounter, long usedCounters) {

    /** Of a card that proved nothing yet. */
    public static final CardCounters NONE = new CardCounters(0, -1, 0);

    /** How many counters below the highest may still come, each once. */
    private static final int WINDOW = 32;

    private static final long ALL = 0xFFFF_FFFFL;

    /** Whether a transaction counter was used already, or is too old to tell. */
    boolean isUsed(int counter) {
        int below = highestCounter - counter;
        return below >= WINDOW || (below >= 0 && (usedCounters >>> below & 1) == 1);
    }

    /** With this transaction counter used. */
    CardCounters using(int counter) {
        int above = counter - highestCounter;
        if (above <= 0) {
            return new CardCounters(pinFailures, highestCounter, usedCounters | 1L << -above);
        }
        long shifted = above >= WINDOW ? 0 : usedCounters << above & ALL;
        return new CardCounters(pinFailures, counter, shifted | 1);
    }

    CardCounters withPinFailures(int failures) {
        return new CardCounters(failures, highestCounter, usedCounters);
    }
}
