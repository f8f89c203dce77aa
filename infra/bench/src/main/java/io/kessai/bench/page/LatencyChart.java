package io.kessai.bench.page;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Latency over rate as an SVG image: the rate from 0 in equal steps, latency on a logarithmic
 * scale.
 *
 * @param title its first line, and what a reader gets who cannot see it
 * @param series drawn in this order, the last on top
 * @param limitMillis a latency that is marked across the chart; less than 0.001 as 0.001
 */
public record LatencyChart(String title, List<Series> series, OptionalDouble limitMillis) {

    /**
     * @throws IllegalArgumentException when the limit is negative or not finite
     */
    public LatencyChart {
        series = List.copyOf(series);
        limitMillis.ifPresent(millis -> requireMeasurable("limit", millis));
    }

    /** A chart without a limit. */
    public static LatencyChart of(String title, List<Series> series) {
        return new LatencyChart(title, series, OptionalDouble.empty());
    }

    /** The same chart with a mark across it. */
    public LatencyChart withLimit(double millis) {
        return new LatencyChart(title, series, OptionalDouble.of(millis));
    }

    /** The whole file, to be written in UTF-8. Without any point it is an empty grid. */
    public String svg() {
        return LatencyPlot.svg(this);
    }

    /**
     * One line of the chart.
     *
     * @param name as the legend has it
     * @param points in the order in which the line joins them
     */
    public record Series(String name, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * One measurement.
     *
     * @param rate messages a second
     * @param millis latency in milliseconds; less than 0.001 is drawn as 0.001
     */
    public record Point(double rate, double millis) {

        /**
         * @throws IllegalArgumentException when a value is negative or not finite
         */
        public Point {
            requireMeasurable("rate", rate);
            requireMeasurable("latency", millis);
        }
    }

    private static void requireMeasurable(String name, double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
