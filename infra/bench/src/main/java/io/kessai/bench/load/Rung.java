package io.kessai.bench.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one pace gave.
 *
 * @param durable answers of record: neither 91 nor 96
 * @param approved those of them that say 00
 * @param refused answers 91 and 96, made without the database
 * @param missing messages without an answer when the wait was over
 * @param seconds from the first message that was due to the last answer
 * @param latencyMicros from the moment a message was due to its durable answer
 */
public record Rung(
        Pace pace,
        long durable,
        long approved,
        long refused,
        long missing,
        double seconds,
        Histogram latencyMicros) {

    private static final double P99_MILLIS_MAX = 100;
    private static final double KEPT_UP = 0.97;

    /** Both together, as if one had followed the other. */
    public Rung plus(Rung more) {
        Histogram both = latencyMicros.copy();
        both.add(more.latencyMicros);
        return new Rung(
                pace,
                durable + more.durable,
                approved + more.approved,
                refused + more.refused,
                missing + more.missing,
                seconds + more.seconds,
                both);
    }

    public double durablePerSecond() {
        return durable / seconds;
    }

    /**
     * Whether every message was answered, and of a rate, whether answers kept up with it within a
     * p99 of 100 ms.
     */
    public boolean isCarried() {
        return missing == 0
                && switch (pace) {
                    case Pace.Rate(int perSecond) ->
                            durablePerSecond() >= perSecond * KEPT_UP
                                    && millis(99) <= P99_MILLIS_MAX;
                    case Pace.Window _ -> true;
                };
    }

    /** Whether it was carried, and all but one in a hundred had their answer in this time. */
    public boolean isHeldWithin(double p99Millis) {
        return isCarried() && millis(99) <= p99Millis;
    }

    /** Latency that no more than the rest of 100 percent exceed, milliseconds. */
    public double millis(double percentile) {
        return latencyMicros.getValueAtPercentile(percentile) / 1e3;
    }

    public static String header() {
        return "      pace  durable/s       p50       p99     p99.9       max   refused  missing";
    }

    /** One line of the table, latencies in milliseconds. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%10s  %,9.0f  %8.1f  %8.1f  %8.1f  %8.1f  %,8d  %,7d  %s",
                paceName(),
                durablePerSecond(),
                millis(50),
                millis(99),
                millis(99.9),
                latencyMicros.getMaxValue() / 1e3,
                refused,
                missing,
                isCarried() ? "" : "falls behind");
    }

    public String paceName() {
        return switch (pace) {
            case Pace.Rate(int perSecond) -> String.format(Locale.ROOT, "%,d/s", perSecond);
            case Pace.Window(int messages) -> String.format(Locale.ROOT, "%,d open", messages);
        };
    }
}
