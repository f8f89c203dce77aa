package io.kessai.ipm;

import java.math.BigDecimal;

/**
 * A conversion rate (DE9, DE10), exact: {@code significand} with {@code decimals} places behind the
 * point.
 */
public record ConversionRate(int significand, int decimals) {

    private static final int DIGITS = 8;

    /**
     * The rate that DE9 or DE10 writes.
     *
     * @param digits eight: how many decimals, then seven digits, such as 61000000 for 1.000000
     * @throws IllegalArgumentException for anything else
     */
    public static ConversionRate parse(String digits) {
        if (digits.length() != DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a conversion rate is eight digits");
        }
        return new ConversionRate(Integer.parseInt(digits.substring(1)), digits.charAt(0) - '0');
    }

    public BigDecimal value() {
        return BigDecimal.valueOf(significand, decimals);
    }

    /** The eight digits. */
    public String digits() {
        return "%d%07d".formatted(decimals, significand);
    }
}
