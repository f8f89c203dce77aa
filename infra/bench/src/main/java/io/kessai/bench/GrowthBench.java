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
 * Whether a server slows down as cards and history grow: a fresh database for each number of cards,
 * and more and more authorizations of the past on the last of them. {@code ./kessai bench growth}.
 */
@Command(
        name = "growth",
        description = "Rate and latency over the number of cards, and over past authorizations.",
        mixinStandardHelpOptions = true)
public final class GrowthBench implements Callable<Integer> {
    private static final int WINDOW = 256;

    @Option(
            names = "--cards",
            split = ",",
            description = "of an account each (default: ${DEFAULT-VALUE})",
            defaultValue = "10000,1000000,10000000")
    private List<Integer> cards = List.of();

    @Option(
            names = "--history",
            split = ",",
            description =
                    "authorizations of the past, rising, for the last --cards (default:"
                            + " ${DEFAULT-VALUE})",
            defaultValue = "10000000,30000000")
    private List<Integer> history = List.of();

    @Option(
            names = "--rate",
            description = "messages a second at which latency is told (default: ${DEFAULT-VALUE})",
            defaultValue = "1000")
    private int rate;

    @Option(
            names = "--seconds",
            description = "how long each measurement lasts (default: ${DEFAULT-VALUE})",
            defaultValue = "15")
    private int seconds;

    @Option(
            names = "--warm-up",
            description =
                    "seconds of load before each measurement, behind a checkpoint: the log has most"
                            + " pages whole by then (default: ${DEFAULT-VALUE})",
            defaultValue = "45")
    private int warmUpSeconds;

    @Mixin private final PageOption page = new PageOption();

    private final List<List<String>> rows = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GrowthBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        String database = "";
        String sizes = "";
        for (int number : cards) {
            try (Contest contest = Contest.alone(number)) {
                database = contest.database();
                measure(contest, number, "0");
                if (number == cards.getLast()) {
                    sizes = grow(contest, number);
                }
            }
        }
        Table table =
                new Table(
                        List.of(
                                "cards",
                                "past authorizations",
                                "256 open /s",
                                "p50 at " + rate + "/s, ms",
                                "p99, ms"),
                        rows);
        String body = database + table.markdown() + "\n" + sizes;
        System.out.println(body);
        page.put("Growth", Contest.JAVA_OPTIONS, body);
        return ExitCode.DONE.code();
    }

    private String grow(Contest contest, int number) throws IOException, InterruptedException {
        History past = new History(contest.system(), number);
        int there = 0;
        for (int all : history) {
            past.add(all - there);
            there = all;
            measure(contest, number, String.format(Locale.ROOT, "%,d", all));
        }
        String sizes = past.sizes().markdown();
        int detached = past.detach();
        measure(contest, number, "%d partitions of it detached".formatted(detached));
        return sizes;
    }

    private void measure(Contest contest, int number, String past)
            throws IOException, InterruptedException {
        contest.system().checkpoint();
        contest.warmUp(contest.ours(), warmUpSeconds);
        Rung saturated = contest.run(contest.ours(), new Pace.Window(WINDOW), seconds);
        Rung steady = contest.run(contest.ours(), new Pace.Rate(rate), seconds);
        rows.add(
                List.of(
                        String.format(Locale.ROOT, "%,d", number),
                        past,
                        String.format(Locale.ROOT, "%,.0f", saturated.durablePerSecond()),
                        String.format(Locale.ROOT, "%.1f", steady.millis(50)),
                        String.format(Locale.ROOT, "%.1f", steady.millis(99))));
        System.out.println(String.join("  ", rows.getLast()));
    }
}
