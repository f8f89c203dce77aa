package io.kessai.bench;

import io.kessai.bench.load.Rung;
import io.kessai.bench.page.LatencyChart;
import io.kessai.bench.page.ResultsPage;
import io.kessai.bench.page.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;

/**
 * What {@link AuthorizationBench} found.
 *
 * @param contestants ours first
 * @param saturated with a full window, in the order of the contestants
 * @param latencies of ours: at 1,000 a second, at half of what it carries and at all of it
 * @param bareCommitMicros of a one-row transaction
 * @param single one message at a time
 * @param hotAccount the rate that one account carries
 */
record AuthorizationFigures(
        Ladder ladder,
        List<Contestant> contestants,
        List<Rung> saturated,
        List<Rung> latencies,
        Histogram bareCommitMicros,
        Rung single,
        OptionalInt hotAccount) {

    private static final double P99_MILLIS = 10;
    private static final String CHART = "authorization";

    /** For the terminal; the last line has the ratios, where there are peers. */
    String summary() {
        StringBuilder text = new StringBuilder(carried().markdown());
        text.append('\n').append(ours().markdown());
        costs().ifPresent(costs -> text.append(costs.line().strip()).append('\n'));
        contestants.stream()
                .skip(1)
                .forEach(
                        peer ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f times %s%n",
                                                times(peer),
                                                peer.name())));
        return text.toString();
    }

    /** The body of its section; the chart is written beside the page. */
    String markdown(ResultsPage page) throws IOException {
        LatencyChart chart =
                LatencyChart.of("Latency (p99) over rate", series()).withLimit(P99_MILLIS);
        String image = ResultsPage.image(chart.title(), page.putImage(CHART, chart.svg()));
        return String.join(
                "\n",
                carried().markdown(),
                image + "\n",
                ours().markdown(),
                rungs().markdown(),
                costs().map(costs -> costs.line().strip() + "\n").orElse(""));
    }

    private double times(Contestant peer) {
        return ladder.carriedPerSecond(contestants.getFirst()) / ladder.carriedPerSecond(peer);
    }

    private Table carried() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            Contestant each = contestants.get(i);
            rows.add(
                    List.of(
                            each.name(),
                            whole(ladder.carriedPerSecond(each)),
                            whole(ladder.heldPerSecond(each, P99_MILLIS)),
                            whole(saturated.get(i).durablePerSecond()),
                            decimal(times(each))));
        }
        return new Table(
                List.of("", "kept up with /s", "at p99 <= 10 ms /s", "256 open /s", "ours, times"),
                rows);
    }

    private Table ours() {
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : latencies) {
            rows.add(latency(rung.paceName(), rung.latencyMicros()));
        }
        rows.add(latency("one at a time", single.latencyMicros()));
        rows.add(latency("bare commit", bareCommitMicros));
        hotAccount.ifPresent(
                rate -> rows.add(List.of("one account carries " + whole(rate) + "/s", "", "", "")));
        return new Table(List.of("kessai, ms", "p50", "p99", "p99.9"), rows);
    }

    private static List<String> latency(String name, Histogram micros) {
        return List.of(
                name,
                decimal(micros.getValueAtPercentile(50) / 1e3),
                decimal(micros.getValueAtPercentile(99) / 1e3),
                decimal(micros.getValueAtPercentile(99.9) / 1e3));
    }

    private Table rungs() {
        List<List<String>> rows = new ArrayList<>();
        for (Contestant each : contestants) {
            for (Ladder.Step step : ladder.steps(each)) {
                rows.add(
                        List.of(
                                each.name(),
                                whole(step.rate()),
                                whole(step.rung().durablePerSecond()),
                                decimal(step.rung().millis(50)),
                                decimal(step.rung().millis(99)),
                                decimal(step.rung().millis(99.9)),
                                whole(step.costs().server()),
                                whole(step.costs().database()),
                                whole(step.costs().walBytes()),
                                decimal(step.costs().statements())));
            }
        }
        return new Table(
                List.of(
                        "",
                        "rate /s",
                        "durable /s",
                        "p50 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "server us",
                        "PostgreSQL us",
                        "WAL bytes",
                        "statements"),
                rows);
    }

    /** Of a message at the highest rate that ours carried. */
    private Optional<Costs.PerMessage> costs() {
        return ladder.steps(contestants.getFirst()).stream()
                .filter(step -> step.rung().isCarried())
                .reduce((_, last) -> last)
                .map(Ladder.Step::costs);
    }

    private List<LatencyChart.Series> series() {
        return contestants.stream()
                .map(
                        each ->
                                new LatencyChart.Series(
                                        each.name(),
                                        ladder.steps(each).stream()
                                                .map(AuthorizationFigures::point)
                                                .toList()))
                .toList();
    }

    private static LatencyChart.Point point(Ladder.Step step) {
        return new LatencyChart.Point(step.rate(), step.rung().millis(99));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
