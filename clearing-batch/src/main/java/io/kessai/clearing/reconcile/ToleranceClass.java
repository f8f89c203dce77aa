package io.kessai.clearing.reconcile;

import io.kessai.domain.Ratio;
import java.util.Map;

/**
 * How much more or less than authorized is usual at some kinds of merchants: the greater of a
 * percentage and a fixed amount. It decides alerts and, at levels 2 and 4, what matches; never
 * whether a record is posted.
 *
 * @param name stored with the match
 * @param fixed minor units by ISO 4217 numeric currency; none in another currency
 */
public record ToleranceClass(String name, int percent, Map<Integer, Long> fixed) {

    public ToleranceClass {
        fixed = Map.copyOf(fixed);
    }

    /** The largest usual difference from this authorized amount, rounded down. */
    public long allowance(long authorized, int currency) {
        return Math.max(
                Ratio.scaleDown(authorized, percent, 100), fixed.getOrDefault(currency, 0L));
    }

    /**
     * Whether more was cleared than is usual.
     *
     * @param difference cleared less authorized, as {@code clearing_matches} has it
     */
    public boolean isExceededBy(long difference, long authorized, int currency) {
        return difference > allowance(authorized, currency);
    }
}
