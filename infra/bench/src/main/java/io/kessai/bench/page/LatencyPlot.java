package io.kessai.bench.page;

import io.kessai.bench.page.Drawing.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws one {@link LatencyChart}: grid, limit, lines, and a legend below them. */
final class LatencyPlot {
    private static final int WIDTH = 760;
    private static final int LEFT = 80;
    private static final int RIGHT = 720;
    private static final int TOP = 50;
    private static final int BOTTOM = 370;
    private static final int LEGEND = BOTTOM + 70;
    private static final int LEGEND_LINE = 22;
    private static final double MILLIS_MIN = 0.001;

    private static final String HEADING = "font-size=\"15\" font-weight=\"bold\"";
    private static final String GRID = "stroke=\"#dddddd\"";
    private static final String FRAME = "stroke=\"#444444\"";
    private static final String CENTRED = "text-anchor=\"middle\"";
    private static final String RIGHT_ALIGNED = "text-anchor=\"end\"";
    private static final String LEFT_ALIGNED = "text-anchor=\"start\"";
    private static final String LIMIT = "stroke=\"#b00020\" stroke-width=\"1.5\"";
    private static final String LIMIT_NAME =
            "text-anchor=\"start\" fill=\"#b00020\" stroke=\"#ffffff\" stroke-width=\"4\""
                    + " paint-order=\"stroke\"";

    private final LatencyChart chart;
    private final Axis rates;
    private final Axis latencies;
    private final Drawing drawing;

    private LatencyPlot(LatencyChart chart) {
        this.chart = chart;
        rates = rates(chart);
        latencies = latencies(chart);
        int height = LEGEND + LEGEND_LINE * chart.series().size();
        drawing = new Drawing(chart.title(), WIDTH, height);
    }

    static String svg(LatencyChart chart) {
        LatencyPlot plot = new LatencyPlot(chart);
        plot.drawGrid();
        chart.limitMillis().ifPresent(plot::drawLimit);
        plot.drawSeries();
        return plot.drawing.svg();
    }

    private static Axis rates(LatencyChart chart) {
        double max =
                chart.series().stream()
                        .flatMap(series -> series.points().stream())
                        .mapToDouble(LatencyChart.Point::rate)
                        .max()
                        .orElse(0);
        return LinearAxis.upTo(max, LEFT, RIGHT);
    }

    private static Axis latencies(LatencyChart chart) {
        double[] millis =
                DoubleStream.concat(
                                chart.series().stream()
                                        .flatMap(series -> series.points().stream())
                                        .mapToDouble(LatencyChart.Point::millis),
                                chart.limitMillis().stream())
                        .map(LatencyPlot::drawn)
                        .toArray();
        return LogAxis.over(
                DoubleStream.of(millis).min().orElse(1),
                DoubleStream.of(millis).max().orElse(10),
                BOTTOM,
                TOP);
    }

    /** A logarithmic scale has no 0. */
    private static double drawn(double millis) {
        return Math.max(millis, MILLIS_MIN);
    }

    private void drawGrid() {
        drawing.text(new Position(LEFT, TOP - 25), chart.title(), HEADING);
        for (BigDecimal tick : rates.ticks()) {
            double x = rates.at(tick.doubleValue());
            drawing.line(new Position(x, TOP), new Position(x, BOTTOM), GRID);
            drawing.text(new Position(x, BOTTOM + 18), Drawing.number(tick), CENTRED);
        }
        for (BigDecimal tick : latencies.ticks()) {
            double y = latencies.at(tick.doubleValue());
            drawing.line(new Position(LEFT, y), new Position(RIGHT, y), GRID);
            drawing.text(new Position(LEFT - 8, y + 4), Drawing.number(tick), RIGHT_ALIGNED);
        }
        drawing.line(new Position(LEFT, TOP), new Position(LEFT, BOTTOM), FRAME);
        drawing.line(new Position(LEFT, BOTTOM), new Position(RIGHT, BOTTOM), FRAME);
        drawing.text(new Position((LEFT + RIGHT) / 2.0, BOTTOM + 42), "messages a second", CENTRED);
        drawing.textUpwards(
                new Position(20, (TOP + BOTTOM) / 2.0), "latency in ms, logarithmic", CENTRED);
    }

    private void drawLimit(double millis) {
        double y = latencies.at(drawn(millis));
        drawing.line(new Position(LEFT, y), new Position(RIGHT, y), LIMIT);
        drawing.text(
                new Position(LEFT + 6, y - 5),
                "limit " + Drawing.number(millis) + " ms",
                LIMIT_NAME);
    }

    private void drawSeries() {
        for (int i = 0; i < chart.series().size(); i++) {
            LatencyChart.Series series = chart.series().get(i);
            Look look = Look.of(i);
            drawLine(look, series.points().stream().map(this::position).toList());
            double y = LEGEND + (double) LEGEND_LINE * i;
            drawLine(look, List.of(new Position(LEFT + 5, y), new Position(LEFT + 60, y)));
            drawing.text(new Position(LEFT + 75, y + 4), series.name(), LEFT_ALIGNED);
        }
    }

    private void drawLine(Look look, List<Position> positions) {
        if (positions.isEmpty()) {
            return;
        }
        drawing.polyline(positions, look.lineStyle());
        positions.forEach(position -> drawing.marker(position, look.marker(), look.markerStyle()));
    }

    private Position position(LatencyChart.Point point) {
        return new Position(rates.at(point.rate()), latencies.at(drawn(point.millis())));
    }
}
