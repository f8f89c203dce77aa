package io.kessai.clearing.post;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Ratio;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The interchange of a file's records that settle alike, summed exactly.
 *
 * @param direction debit: we pay it
 * @param millionths of the currency's major unit
 * @param currency ISO 4217 numeric
 */
public record FeeTotal(
        String settlementService,
        LocalDate settlementOn,
        Direction direction,
        int currency,
        long millionths) {

    private static final long MILLION = 1_000_000;

    /** The total rounded half-up to minor units; empty for a currency nobody knows. */
    public Optional<Money> money() {
        return Currency.ofNumeric(currency)
                .map(
                        known ->
                                Money.of(
                                        Ratio.scaleHalfUp(millionths, minorUnits(known), MILLION),
                                        known));
    }

    /** What rounding added, signed, in millionths of the major unit; what is not booked is lost. */
    public long roundingMillionths() {
        long booked =
                money().map(m -> m.minorUnits() * (MILLION / minorUnits(m.currency()))).orElse(0L);
        return booked - millionths;
    }

    private static long minorUnits(Currency currency) {
        long units = 1;
        for (int i = 0; i < currency.exponent(); i++) {
            units *= 10;
        }
        return units;
    }
}
