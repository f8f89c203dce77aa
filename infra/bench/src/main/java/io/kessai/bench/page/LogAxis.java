package io.kessai.bench.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * An axis whose equal distances are equal ratios.
 *
 * @param first its first value
 * @param last its last value, above the first
 * @param start where the first lies, in pixels
 * @param end where the last lies, in pixels
 */
record LogAxis(Step first, Step last, double start, double end) implements Axis {

    private static final int TICKS_MAX = 18;

    /**
     * The shortest axis between two steps that has both values.
     *
     * @param min above 0
     * @param max at least {@code min}
     */
    static LogAxis over(double min, double max, double start, double end) {
        Step first = Step.atMost(min);
        Step last = Step.atLeast(max);
        return first.equals(last)
                ? new LogAxis(first.previous(), last.next(), start, end)
                : new LogAxis(first, last, start, end);
    }

    @Override
    public double at(double value) {
        double from = Math.log10(first.value());
        double to = Math.log10(last.value());
        return start + (end - start) * (Math.log10(value) - from) / (to - from);
    }

    /** Every step, or the powers of ten where steps would be too many to read. */
    @Override
    public List<BigDecimal> ticks() {
        List<Step> steps =
                Stream.iterate(first, step -> step.value() <= last.value(), Step::next).toList();
        return steps.stream()
                .filter(step -> steps.size() <= TICKS_MAX || step.digit() == 1)
                .map(Step::decimal)
                .toList();
    }
}
