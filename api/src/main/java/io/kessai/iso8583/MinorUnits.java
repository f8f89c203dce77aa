package io.kessai.iso8583;

import io.kessai.domain.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * In which units a network tells amounts: minor units of ISO 4217 but for the currencies to which
 * its dialect gives another exponent. Immutable and thread-safe.
 *
 * <p>Currencies are ISO 4217 numeric codes; of one that ISO 4217 does not have an amount stays what
 * it is. Specification: MinorUnitsTest; source: docs/authorization.md, section 4.
 */
public final class MinorUnits {

    /** Of a network that does as ISO 4217 says. */
    public static final MinorUnits ISO_4217 = new MinorUnits(Map.of());

    /** The highest exponent a file may give, as high as any of ISO 4217. */
    static final int EXPONENT_MAX = 4;

    /** By currency, where it is not the one of ISO 4217. */
    private final Map<Integer, Integer> exponents;

    MinorUnits(Map<Integer, Integer> exponents) {
        this.exponents = Map.copyOf(exponents);
    }

    public boolean isIso4217() {
        return exponents.isEmpty();
    }

    /**
     * An amount as sent in minor units of ISO 4217, exactly.
     *
     * @param amount not negative
     * @return empty where it is no whole number of them, or too many to count
     */
    public OptionalLong received(long amount, int currency) {
        int shift = shift(currency);
        long factor = power(Math.abs(shift));
        if (shift >= 0) {
            return amount <= Long.MAX_VALUE / factor
                    ? OptionalLong.of(amount * factor)
                    : OptionalLong.empty();
        }
        return amount % factor == 0 ? OptionalLong.of(amount / factor) : OptionalLong.empty();
    }

    /**
     * An amount as the network tells it; what its units cannot tell is left out, so that it is told
     * no more than there is.
     *
     * @param minorUnits of ISO 4217, not negative
     */
    public long sent(long minorUnits, int currency) {
        int shift = shift(currency);
        long factor = power(Math.abs(shift));
        if (shift >= 0) {
            return minorUnits / factor;
        }
        return minorUnits <= Long.MAX_VALUE / factor ? minorUnits * factor : Long.MAX_VALUE;
    }

    /** By how many digits an amount grows when it comes in. */
    private int shift(int currency) {
        Optional<Integer> theirs = Optional.ofNullable(exponents.get(currency));
        return theirs.flatMap(
                        exponent ->
                                Currency.ofNumeric(currency)
                                        .map(known -> known.exponent() - exponent))
                .orElse(0);
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
