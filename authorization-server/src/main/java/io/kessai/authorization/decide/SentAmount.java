package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.Money;
import java.util.Optional;

/**
 * An amount as sent: the currency may be one that ISO 4217 does not have.
 *
 * @param minorUnits not negative
 * @param currency ISO 4217 numeric code as sent, 0 where the message carries none
 */
public record SentAmount(long minorUnits, int currency) {

    public static final SentAmount NONE = new SentAmount(0, 0);

    public static SentAmount of(Money money) {
        return new SentAmount(money.minorUnits(), money.currency().numeric());
    }

    public Optional<Money> money() {
        return Currency.ofNumeric(currency).map(known -> Money.of(minorUnits, known));
    }

    public boolean isIn(Currency other) {
        return currency == other.numeric();
    }
}
