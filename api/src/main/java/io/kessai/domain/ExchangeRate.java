package io.kessai.domain;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one whole unit of a currency is worth in whole units of another: {@code digits × 10^-scale},
 * an exact decimal.
 *
 * @param digits the decimal without its point: 1 to 10^18 − 1
 * @param scale how many of them stand behind the point, 0 to 12; none of those is a trailing zero,
 *     so that equal rates are equal values
 */
public record ExchangeRate(long digits, int scale) {

    /** A basis point is a ten-thousandth. */
    public static final int BASIS_POINTS = 10_000;

    /** The largest converted amount, in minor units: sums of many still fit a long. */
    public static final long CONVERTED_MAX = 1_000_000_000_000_000L;

    private static final int SCALE_MAX = 12;
    private static final long DIGITS_MAX = 999_999_999_999_999_999L;
    private static final String DECIMAL = "[0-9]{1,18}(\\.[0-9]{1,12})?";

    /**
     * @throws IllegalArgumentException if it is not as described
     */
    public ExchangeRate {
        boolean isCanonical = scale == 0 || digits % 10 != 0;
        if (digits < 1 || digits > DIGITS_MAX || scale < 0 || scale > SCALE_MAX || !isCanonical) {
            throw new IllegalArgumentException("no exchange rate");
        }
    }

    /**
     * Reads a decimal such as {@code 155.25}; trailing zeros change nothing. Empty where it is
     * none, is zero, or has more than 18 digits or 12 decimals.
     */
    public static Optional<ExchangeRate> of(String decimal) {
        if (!decimal.matches(DECIMAL)) {
            return Optional.empty();
        }
        int point = decimal.indexOf('.');
        String whole = point < 0 ? decimal : decimal.substring(0, point);
        String decimals = point < 0 ? "" : decimal.substring(point + 1).replaceFirst("0+$", "");
        BigInteger digits = new BigInteger(whole + decimals);
        return digits.signum() > 0 && digits.compareTo(BigInteger.valueOf(DIGITS_MAX)) <= 0
                ? Optional.of(new ExchangeRate(digits.longValueExact(), decimals.length()))
                : Optional.empty();
    }

    /**
     * {@code minorUnits × rate × (1 + markup)}, rounded once, half-up, to minor units of the other
     * currency; the exponents of both count. Source: docs/authorization.md, section 4.
     *
     * @param minorUnits of {@code from}, not negative
     * @param markupBasisPoints ten-thousandths on top of the rate, not negative
     * @return minor units of {@code to}; empty beyond {@link #CONVERTED_MAX}
     */
    public OptionalLong convert(
            long minorUnits, int markupBasisPoints, Currency from, Currency to) {
        BigInteger numerator =
                BigInteger.valueOf(minorUnits)
                        .multiply(BigInteger.valueOf(digits))
                        .multiply(BigInteger.valueOf((long) BASIS_POINTS + markupBasisPoints))
                        .multiply(BigInteger.TEN.pow(to.exponent()));
        BigInteger denominator =
                BigInteger.TEN
                        .pow(scale + from.exponent())
                        .multiply(BigInteger.valueOf(BASIS_POINTS));
        BigInteger rounded =
                numerator.shiftLeft(1).add(denominator).divide(denominator.shiftLeft(1));
        return rounded.compareTo(BigInteger.valueOf(CONVERTED_MAX)) <= 0
                ? OptionalLong.of(rounded.longValueExact())
                : OptionalLong.empty();
    }

    /** As a decimal without trailing zeros, such as {@code 155.25}. */
    @Override
    public String toString() {
        String all = "0".repeat(Math.max(0, scale + 1 - Long.toString(digits).length())) + digits;
        int point = all.length() - scale;
        return scale == 0 ? all : all.substring(0, point) + "." + all.substring(point);
    }
}
