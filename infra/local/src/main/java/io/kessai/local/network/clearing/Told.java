package io.kessai.local.network.clearing;

/**
 * A record of a story, and when it comes.
 *
 * @param night in which night's files, from 0
 */
record Told(int night, ClearingItem item, Meaning meaning) {

    static Told tonight(ClearingItem item, Meaning meaning) {
        return new Told(0, item, meaning);
    }

    /** In the second night, after which every hold lapses. */
    static Told later(ClearingItem item, Meaning meaning) {
        return new Told(1, item, meaning);
    }

    /** In the third night, when no hold is left. */
    static Told late(ClearingItem item, Meaning meaning) {
        return new Told(2, item, meaning);
    }
}
