package io.kessai.bench.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis from 0 whose equal distances are equal differences.
 *
 * @param step between two ticks
 * @param steps how many reach its end
 * @param start where 0 lies, in pixels
 * @param end where the last tick lies, in pixels
 */
record LinearAxis(Step step, int steps, double start, double end) implements Axis {

    private static final int STEPS_MAX = 8;

    /**
     * An axis with a tick at or above the largest value.
     *
     * @param max at least 0
     */
    static LinearAxis upTo(double max, double start, double end) {
        if (max == 0) {
            return new LinearAxis(new Step(1, 0), 1, start, end);
        }
        Step step = Step.atLeast(max / STEPS_MAX);
        return new LinearAxis(step, (int) Math.ceil(max / step.value()), start, end);
    }

    @Override
    public double at(double value) {
        return start + (end - start) * value / (step.value() * steps);
    }

    @Override
    public List<BigDecimal> ticks() {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(tick -> step.decimal().multiply(BigDecimal.valueOf(tick)))
                .toList();
    }
}
