package io.kessai.baseii;

import io.kessai.domain.Direction;
import java.math.BigDecimal;

/**
 * The interchange fee of one transaction, exact (TCR 5 positions 92–107).
 *
 * @param millionths of the settlement currency's major unit, 0 to 15 digits; the six implied
 *     decimals are general knowledge, not a published fact
 * @param direction as the sign says: C credit, D debit
 */
public record InterchangeFee(long millionths, Direction direction) {
    static final int DECIMALS = 6;

    /** In major units, six decimals, without a sign. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(millionths, DECIMALS);
    }
}
