package io.kessai.bench.page;

import java.math.BigDecimal;

/**
 * A number of the series 1, 2, 5, 10, 20, 50 and so on, in both directions.
 *
 * @param digit 1, 2 or 5
 * @param exponent of the power of ten it is multiplied by
 */
record Step(int digit, int exponent) {

    /**
     * The largest that is not above a value.
     *
     * @param value above 0
     */
    static Step atMost(double value) {
        Step step = new Step(1, (int) Math.floor(Math.log10(value)) + 1);
        while (step.value() > value) {
            step = step.previous();
        }
        return step;
    }

    /**
     * The smallest that is not below a value.
     *
     * @param value above 0
     */
    static Step atLeast(double value) {
        Step step = atMost(value);
        return step.value() < value ? step.next() : step;
    }

    Step next() {
        return switch (digit) {
            case 1 -> new Step(2, exponent);
            case 2 -> new Step(5, exponent);
            default -> new Step(1, exponent + 1);
        };
    }

    Step previous() {
        return switch (digit) {
            case 5 -> new Step(2, exponent);
            case 2 -> new Step(1, exponent);
            default -> new Step(5, exponent - 1);
        };
    }

    BigDecimal decimal() {
        return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
    }

    double value() {
        return decimal().doubleValue();
    }
}
