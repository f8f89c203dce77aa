package io.kessai.domain;

/**
 * An amount in one currency.
 *
 * @param minorUnits signed count of the currency's minor units (yen, cents, fils)
 */
public record Money(long minorUnits, Currency currency) {

    public static Money of(long minorUnits, Currency currency) {
        return new Money(minorUnits, currency);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, sameCurrency(other)), currency);
    }

    /**
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, sameCurrency(other)), currency);
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    @Override
    public String toString() {
        return minorUnits + " " + currency.code();
    }

    private long sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + currency + " and " + other.currency);
        }
        return other.minorUnits;
    }
}
