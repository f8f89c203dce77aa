package io.kessai.bench;

import io.kessai.local.ExitCode;
import io.kessai.local.network.Fleet;
import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A ladder of rates against a fresh durable database and a server of their own: real ISO 8583 over
 * TCP, open loop, latency from the moment a message was due. {@code ./kessai bench authorization}.
 *
 * <p>Generator, server and database share the machine; the table says how many cores that is.
 */
@Command(
        name = "authorization",
        description = "Durable answers a second and their latency, at rising rates.",
        mixinStandardHelpOptions = true)
public final class AuthorizationBench implements Callable<Integer> {
    private static final Fleet FLEET = new Fleet(50_000, 1, 1_000_000_000_000L, "392");
    private static final int WARM_UP_RATE = 1_000;
    private static final int WARM_UP_SECONDS = 40;
    private static final long SEED = 1;

    @Option(
            names = "--rates",
            split = ",",
            description = "messages a second, rising (default: ${DEFAULT-VALUE})",
            defaultValue = "500,1000,2000,4000,6000,8000,10000,12000,16000,20000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            description = "how long each rate is held (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int seconds;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AuthorizationBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BenchSystem system = BenchSystem.start(FLEET)) {
            System.out.println(Machine.describe());
            System.out.println(
                    "iso87-ascii over 4 connections, %,d cards, 5 %% repeats, 3 %% reversals; ms"
                            .formatted(FLEET.cards()));
            Generator generator = new Generator(system.address(), FLEET.cards(), SEED);
            generator.run(WARM_UP_RATE, WARM_UP_SECONDS);
            System.out.println(Rung.header());
            Rung best = climb(system, generator);
            System.out.printf(
                    Locale.ROOT,
                    (best.isCarried() ? "carried" : "not even carried")
                            + ": %,.0f durable answers a second at p99 %.1f ms%n",
                    best.durablePerSecond(),
                    best.latencyMicros().getValueAtPercentile(99) / 1e3);
        }
        return ExitCode.DONE.code();
    }

    /** The highest rung that was carried; the first where none was. */
    private Rung climb(BenchSystem system, Generator generator)
            throws IOException, InterruptedException {
        Rung best = hold(rates.getFirst(), system, generator);
        for (int rate : rates.subList(1, rates.size())) {
            if (!best.isCarried()) {
                return best;
            }
            Rung rung = hold(rate, system, generator);
            if (!rung.isCarried()) {
                return best;
            }
            best = rung;
        }
        return best;
    }

    private Rung hold(int rate, BenchSystem system, Generator generator)
            throws IOException, InterruptedException {
        Costs before = Costs.of(system);
        Rung rung = generator.run(rate, seconds);
        System.out.println(rung.line());
        if (rung.refused() == 0 && rung.missing() == 0) {
            System.out.println(Costs.of(system).line(before, rung.durable()));
        }
        return rung;
    }
}
