package io.kessai.clearing.post;

import io.kessai.domain.Currency;
import io.kessai.domain.Money;
import java.util.Optional;

/**
 * An amount as a record carries it.
 *
 * @param minorUnits not negative; 0 where the record has none
 * @param currency ISO 4217 numeric as sent; 0 where the record has none
 */
record RecordAmount(long minorUnits, int currency) {

    static final RecordAmount ABSENT = new RecordAmount(0, 0);

    /** Empty where there is nothing to book: no amount, zero, or a currency nobody knows. */
    Optional<Money> money() {
        if (minorUnits == 0) {
            return Optional.empty();
        }
        return Currency.ofNumeric(currency).map(known -> Money.of(minorUnits, known));
    }
}
