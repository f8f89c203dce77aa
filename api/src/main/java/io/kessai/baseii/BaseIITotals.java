package io.kessai.baseii;

/**
 * Counts and hash totals of a batch or a file, as a trailer carries them.
 *
 * @param destinationAmount unsigned sum over the monetary transactions, currencies mixed
 * @param monetaryCount transactions whose code is monetary
 * @param tcrCount of a batch: its records and its trailer; of a file: the sum over its batches, and
 *     its own trailer. A header is not counted
 * @param transactionCount likewise
 * @param sourceAmount as {@code destinationAmount}
 */
public record BaseIITotals(
        long destinationAmount,
        long monetaryCount,
        long tcrCount,
        long transactionCount,
        long sourceAmount) {

    public static final BaseIITotals ZERO = new BaseIITotals(0, 0, 0, 0, 0);

    /** The sum of both; an amount too big for a {@code long} stays at its maximum. */
    public BaseIITotals plus(BaseIITotals other) {
        return new BaseIITotals(
                sum(destinationAmount, other.destinationAmount),
                monetaryCount + other.monetaryCount,
                tcrCount + other.tcrCount,
                transactionCount + other.transactionCount,
                sum(sourceAmount, other.sourceAmount));
    }

    /** With the trailer itself counted. */
    BaseIITotals withTrailer() {
        return new BaseIITotals(
                destinationAmount, monetaryCount, tcrCount + 1, transactionCount + 1, sourceAmount);
    }

    static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
