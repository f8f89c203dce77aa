package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the networks settle with us for a file, by settlement currency. Not thread-safe. */
final class SettledTotals {

    /**
     * One currency; minor units, from our side: debits are what we owe.
     *
     * @param debitCount records that make the debits up
     */
    record Total(long debits, long credits, long debitCount, long creditCount) {
        static final Total NOTHING = new Total(0, 0, 0, 0);

        /** Credits less debits. */
        long net() {
            return credits - debits;
        }

        long count() {
            return debitCount + creditCount;
        }

        private Total plus(long amount, Direction direction) {
            return switch (direction) {
                case DEBIT -> new Total(debits + amount, credits, debitCount + 1, creditCount);
                case CREDIT -> new Total(debits, credits + amount, debitCount, creditCount + 1);
            };
        }
    }

    private final SortedMap<String, Total> totals = new TreeMap<>();

    /** Counts a record, unless it is settled elsewhere. */
    void add(ClearingItem item, long amount, String currency) {
        if (!item.isCollectionOnly()) {
            totals.compute(
                    currency,
                    (code, total) ->
                            (total == null ? Total.NOTHING : total).plus(amount, item.settles()));
        }
    }

    Map<String, Total> byCurrency() {
        return totals;
    }
}
