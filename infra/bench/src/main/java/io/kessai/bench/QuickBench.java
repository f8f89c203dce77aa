package io.kessai.bench;

import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.local.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * How much more our server answers than the peers do, in under two minutes: each has a full window
 * of messages open for a few seconds, several times in turn. {@code ./kessai bench --quick}.
 *
 * <p>Ends with 1 where it is less than half of what we aim at.
 */
@Command(
        name = "quick",
        description = "Our rate as a multiple of the peers', in under two minutes.",
        mixinStandardHelpOptions = true)
public final class QuickBench implements Callable<Integer> {
    private static final int CARDS = 20_000;
    private static final int LOG_FILES = 48;
    private static final int WINDOW = 256;
    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS = 5;
    private static final int ROUNDS = 3;
    private static final double APPROVED_LEAST = 0.9;

    /** How many times the peers we want to be, in their order. */
    private static final List<Double> AIMS = List.of(5.0, 2.5);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new QuickBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Contest contest = Contest.withPeers(CARDS, LOG_FILES)) {
            System.out.println(Machine.describe());
            Pace pace = new Pace.Window(WINDOW);
            for (Contestant contestant : contest.contestants()) {
                contest.warmUp(contestant, WARM_UP_SECONDS);
            }
            return conclude(contest.contestants(), contest.rounds(ROUNDS, pace, SECONDS)).code();
        }
    }

    /** Whether everything was answered, and by far the most of it approved. */
    private static boolean isWork(Rung rung) {
        return rung.missing() == 0
                && rung.refused() == 0
                && rung.approved() >= APPROVED_LEAST * rung.durable();
    }

    private static ExitCode conclude(List<Contestant> contestants, List<Rung> held) {
        System.out.println(" ".repeat(28) + Rung.header());
        List<String> ratios = new ArrayList<>();
        boolean isFarOff = false;
        for (int i = 0; i < contestants.size(); i++) {
            System.out.printf(
                    Locale.ROOT, "%-28s%s%n", contestants.get(i).name(), held.get(i).line());
        }
        double ours = held.getFirst().durablePerSecond();
        for (int peer = 1; peer < contestants.size(); peer++) {
            double ratio = ours / held.get(peer).durablePerSecond();
            ratios.add(String.format(Locale.ROOT, "%.1f x", ratio));
            isFarOff |= !(ratio >= AIMS.get(peer - 1) / 2);
        }
        if (!held.stream().allMatch(QuickBench::isWork)) {
            System.out.println("void: somebody left messages without an answer or did not approve");
            isFarOff = true;
        }
        System.out.println("ratio " + String.join(" ", ratios));
        return isFarOff ? ExitCode.REFUSED : ExitCode.DONE;
    }
}
