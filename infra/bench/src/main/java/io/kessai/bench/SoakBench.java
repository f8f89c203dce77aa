package io.kessai.bench;

import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.bench.page.Table;
import io.kessai.local.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One rate for long: whether latency drifts or memory grows. {@code ./kessai bench soak}.
 *
 * <p>Heap is told after a full collection at the beginning and at the end; in between it is what is
 * in use, garbage included.
 */
@Command(
        name = "soak",
        description = "Latency and memory of a server under one rate for long.",
        mixinStandardHelpOptions = true)
public final class SoakBench implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 60;

    @Option(
            names = "--cards",
            description = "of an account each (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private int cards;

    @Option(
            names = "--rate",
            description = "messages a second: half of what is carried (default: ${DEFAULT-VALUE})",
            defaultValue = "2000")
    private int rate;

    @Option(
            names = "--minutes",
            description = "how long (default: ${DEFAULT-VALUE})",
            defaultValue = "30")
    private int minutes;

    @Option(
            names = "--slice",
            description = "seconds that each line tells of (default: ${DEFAULT-VALUE})",
            defaultValue = "120")
    private int sliceSeconds;

    @Mixin private final PageOption page = new PageOption();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SoakBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        List<List<String>> rows = new ArrayList<>();
        String database;
        try (Contest contest = Contest.alone(cards)) {
            database = contest.database();
            contest.warmUp(contest.ours(), WARM_UP_SECONDS);
            rows.add(row("after warming up", JvmState.collected(contest.system())));
            for (int from = 0; from < 60 * minutes; from += sliceSeconds) {
                Rung rung = contest.run(contest.ours(), new Pace.Rate(rate), sliceSeconds);
                rows.add(row(from, rung, JvmState.of(contest.system())));
                System.out.println(String.join("  ", rows.getLast()));
            }
            rows.add(row("at the end", JvmState.collected(contest.system())));
        }
        Table table =
                new Table(
                        List.of(
                                "from, min",
                                "durable /s",
                                "p50 ms",
                                "p99 ms",
                                "max ms",
                                "refused or missing",
                                "heap MB",
                                "direct MB",
                                "threads",
                                "longest pause ms"),
                        rows);
        System.out.println(table.markdown());
        page.put(
                "Soak",
                Contest.JAVA_OPTIONS,
                database + "At %,d messages a second.\n\n".formatted(rate) + table.markdown());
        return ExitCode.DONE.code();
    }

    private static List<String> row(String when, JvmState jvm) {
        return row(List.of(when, "", "", "", "", ""), jvm);
    }

    private static List<String> row(int fromSeconds, Rung rung, JvmState jvm) {
        return row(
                List.of(
                        String.valueOf(fromSeconds / 60),
                        String.format(Locale.ROOT, "%,.0f", rung.durablePerSecond()),
                        String.format(Locale.ROOT, "%.1f", rung.millis(50)),
                        String.format(Locale.ROOT, "%.1f", rung.millis(99)),
                        String.format(
                                Locale.ROOT, "%.0f", rung.latencyMicros().getMaxValue() / 1e3),
                        String.valueOf(rung.refused() + rung.missing())),
                jvm);
    }

    private static List<String> row(List<String> first, JvmState jvm) {
        List<String> row = new ArrayList<>(first);
        row.addAll(jvm.cells());
        return row;
    }
}
