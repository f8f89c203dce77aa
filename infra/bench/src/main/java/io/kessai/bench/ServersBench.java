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
 * One, two and three servers on one database: what they carry together. {@code ./kessai bench
 * servers}.
 *
 * <p>All of it shares the machine, so that more servers do not have more processors: it shows what
 * it costs that they meet on the same accounts, not what a second machine would give.
 */
@Command(
        name = "servers",
        description = "Total rate and latency of one, two and three servers on one database.",
        mixinStandardHelpOptions = true)
public final class ServersBench implements Callable<Integer> {
    private static final int SERVERS_MAX = 3;
    private static final int WINDOW = 256;

    @Option(
            names = "--cards",
            description = "of an account each (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private int cards;

    @Option(
            names = "--rates",
            split = ",",
            description = "messages a second, rising (default: ${DEFAULT-VALUE})",
            defaultValue = "500,1000,1500,2000,2500,3000,4000,5000,6000,8000,10000,12000,16000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            description = "how long each rate is held (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int seconds;

    @Option(
            names = "--warm-up",
            description = "seconds of load on each number of servers (default: ${DEFAULT-VALUE})",
            defaultValue = "40")
    private int warmUpSeconds;

    @Mixin private final PageOption page = new PageOption();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServersBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        List<List<String>> rows = new ArrayList<>();
        String database;
        try (Contest contest = Contest.alone(cards)) {
            database = contest.database();
            for (int servers = 1; servers <= SERVERS_MAX; servers++) {
                if (servers > 1) {
                    contest.system().addServer();
                }
                rows.add(measure(contest, contest.ourServers()));
            }
        }
        Table table =
                new Table(
                        List.of(
                                "",
                                "kept up with /s",
                                "p99 then, ms",
                                "p99 at half of it, ms",
                                "256 open /s"),
                        rows);
        System.out.println(table.markdown());
        page.put("Servers", Contest.JAVA_OPTIONS, database + table.markdown());
        return ExitCode.DONE.code();
    }

    private List<String> measure(Contest contest, Contestant servers)
            throws IOException, InterruptedException {
        contest.warmUp(servers, warmUpSeconds);
        Ladder ladder = new Ladder(contest, List.of(servers));
        ladder.climb(rates, seconds);
        int carried = Math.max(2, (int) ladder.carriedPerSecond(servers));
        Rung half = contest.run(servers, new Pace.Rate(carried / 2), seconds);
        Rung saturated = contest.run(servers, new Pace.Window(WINDOW), seconds);
        return List.of(
                servers.name(),
                String.format(Locale.ROOT, "%,d", carried),
                ladder.steps(servers).stream()
                        .filter(step -> step.rung().isCarried())
                        .reduce((_, last) -> last)
                        .map(step -> millis(step.rung()))
                        .orElse("-"),
                millis(half),
                String.format(Locale.ROOT, "%,.0f", saturated.durablePerSecond()));
    }

    private static String millis(Rung rung) {
        return String.format(Locale.ROOT, "%.1f", rung.millis(99));
    }
}
