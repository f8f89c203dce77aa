package io.kessai.bench;

import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.local.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A ladder of rates against a fresh durable database, for our server, the peers and the prototype
 * in turn: real ISO 8583 over TCP, open loop, latency from the moment a message was due. {@code
 * ./kessai bench authorization}.
 *
 * <p>Generator, server and database share the machine; the table says how many cores that is.
 */
@Command(
        name = "authorization",
        description = "Durable answers a second and their latency, beside the peers.",
        mixinStandardHelpOptions = true)
public final class AuthorizationBench implements Callable<Integer> {
    private static final int WINDOW = 256;
    private static final int REFERENCE_RATE = 1_000;

    @Option(
            names = "--cards",
            description = "of an account each (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private int cards;

    @Option(
            names = "--rates",
            split = ",",
            description = "messages a second, rising (default: ${DEFAULT-VALUE})",
            defaultValue =
                    "250,500,750,1000,1500,2000,2500,3000,4000,5000,6000,8000,10000,12000,14000,"
                            + "16000,20000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            description = "how long each rate is held (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int seconds;

    @Option(
            names = "--warm-up",
            description = "seconds of load on each before (default: ${DEFAULT-VALUE})",
            defaultValue = "40")
    private int warmUpSeconds;

    @Option(names = "--alone", description = "without the peers and the prototype")
    private boolean isAlone;

    @Mixin private final PageOption page = new PageOption();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AuthorizationBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        System.out.printf(
                Locale.ROOT,
                "iso87-ascii over 4 connections, %,d cards, 10 %% of the messages on 100 of them,"
                        + " 5 %% repeats, 3 %% reversals; ms%n",
                cards);
        try (Contest contest = isAlone ? Contest.alone(cards) : Contest.withAll(cards)) {
            for (Contestant contestant : contest.contestants()) {
                contest.warmUp(contestant, warmUpSeconds);
            }
            Ladder ladder = new Ladder(contest, contest.contestants());
            ladder.climb(rates, seconds);
            AuthorizationFigures figures = measure(contest, ladder);
            System.out.println(figures.summary());
            if (page.isWanted()) {
                page.put(
                        "Authorization",
                        Contest.JAVA_OPTIONS,
                        contest.database() + figures.markdown(page.page()));
            }
        }
        return ExitCode.DONE.code();
    }

    private AuthorizationFigures measure(Contest contest, Ladder ladder)
            throws IOException, InterruptedException {
        List<Rung> saturated =
                contest.rounds(contest.contestants().size(), new Pace.Window(WINDOW), seconds);
        Contestant ours = contest.ours();
        int carried = (int) ladder.carriedPerSecond(ours);
        List<Rung> latencies = new ArrayList<>();
        for (int rate : List.of(REFERENCE_RATE, carried / 2, carried)) {
            latencies.add(contest.run(ours, new Pace.Rate(Math.max(1, rate)), 2 * seconds));
        }
        Histogram bare = CommitProbe.run(contest.system(), seconds);
        Rung single = contest.run(ours, new Pace.Window(1), seconds);
        return new AuthorizationFigures(
                ladder,
                contest.contestants(),
                saturated,
                latencies,
                bare,
                single,
                hotAccount(contest));
    }

    /** The highest rate that one account alone carries; empty where it carries none of them. */
    private OptionalInt hotAccount(Contest contest) throws IOException, InterruptedException {
        OptionalInt carried = OptionalInt.empty();
        for (int rate : rates) {
            if (!contest.runOnOneAccount(contest.ours(), new Pace.Rate(rate), seconds)
                    .isCarried()) {
                return carried;
            }
            carried = OptionalInt.of(rate);
        }
        return carried;
    }
}
