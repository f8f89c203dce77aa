package io.kessai.domain;

import java.math.BigInteger;

/** Exact integer scaling of amounts. */
public final class Ratio {

    private Ratio() {}

    /**
     * {@code value × numerator ÷ denominator}, rounded half-up. All arguments non-negative, the
     * denominator positive.
     *
     * @throws ArithmeticException if the result does not fit a long
     */
    public static long scaleHalfUp(long value, long numerator, long denominator) {
        BigInteger doubled =
                BigInteger.valueOf(value)
                        .multiply(BigInteger.valueOf(numerator))
                        .shiftLeft(1)
                        .add(BigInteger.valueOf(denominator));
        return doubled.divide(BigInteger.valueOf(denominator).shiftLeft(1)).longValueExact();
    }

    /** {@code value × numerator ÷ denominator}, rounded down; arguments as above. */
    public static long scaleDown(long value, long numerator, long denominator) {
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }
}
