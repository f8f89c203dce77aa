package io.kessai.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one rate of the ladder gave.
 *
 * @param rate messages a second that were due
 * @param durable answers of record: neither 91 nor 96
 * @param refused answers 91 and 96, made without the database
 * @param missing messages without an answer when the wait was over
 * @param seconds from the first message that was due to the last answer
 * @param latencyMicros from the moment a message was due to its answer
 */
record Rung(
        int rate,
        long durable,
        long refused,
        long missing,
        double seconds,
        Histogram latencyMicros) {

    private static final double P99_MICROS_MAX = 100_000;
    private static final double KEPT_UP = 0.97;

    /** Both together, as if one had followed the other. */
    Rung plus(Rung more) {
        Histogram both = latencyMicros.copy();
        both.add(more.latencyMicros);
        return new Rung(
                rate,
                durable + more.durable,
                refused + more.refused,
                missing + more.missing,
                seconds + more.seconds,
                both);
    }

    double durablePerSecond() {
        return durable / seconds;
    }

    /** Whether answers kept up with the rate, within a p99 of 100 ms. */
    boolean isCarried() {
        return latencyMicros.getValueAtPercentile(99) <= P99_MICROS_MAX
                && durablePerSecond() >= rate * KEPT_UP
                && missing == 0;
    }

    double p99Micros() {
        return latencyMicros.getValueAtPercentile(99);
    }

    static String header() {
        return "    rate  durable/s       p50       p99     p99.9       max   refused  missing";
    }

    /** One line of the table, latencies in milliseconds. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%,8d  %,9.0f  %8.1f  %8.1f  %8.1f  %8.1f  %,8d  %,7d  %s",
                rate,
                durablePerSecond(),
                latencyMicros.getValueAtPercentile(50) / 1e3,
                latencyMicros.getValueAtPercentile(99) / 1e3,
                latencyMicros.getValueAtPercentile(99.9) / 1e3,
                latencyMicros.getMaxValue() / 1e3,
                refused,
                missing,
                isCarried() ? "" : "falls behind");
    }
}
