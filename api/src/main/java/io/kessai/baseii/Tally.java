package io.kessai.baseii;

/** Counts as a trailer does. Not thread-safe. */
final class Tally {
    private final boolean[] monetary = new boolean[100];
    private long destinationAmount;
    private long sourceAmount;
    private long monetaryCount;
    private long tcrCount;
    private long transactionCount;

    Tally(BaseIIOptions options) {
        options.monetary().forEach(code -> monetary[code.number()] = true);
    }

    void add(BaseIITransaction transaction) {
        addUnreadable(transaction.tcrCount());
        if (monetary[transaction.code().number()]) {
            monetaryCount++;
            destinationAmount =
                    BaseIITotals.sum(
                            destinationAmount, transaction.destinationMinorUnits().orElse(0));
            sourceAmount = BaseIITotals.sum(sourceAmount, transaction.sourceMinorUnits().orElse(0));
        }
    }

    /** Something of which only the number of pieces is known. */
    void addUnreadable(int tcrs) {
        transactionCount++;
        tcrCount += tcrs;
    }

    BaseIITotals totals() {
        return new BaseIITotals(
                destinationAmount, monetaryCount, tcrCount, transactionCount, sourceAmount);
    }

    boolean isEmpty() {
        return transactionCount == 0;
    }

    void reset() {
        destinationAmount = 0;
        sourceAmount = 0;
        monetaryCount = 0;
        tcrCount = 0;
        transactionCount = 0;
    }
}
