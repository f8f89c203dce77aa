package io.kessai.bench;

import io.kessai.bench.load.CardMix;
import io.kessai.bench.load.Generator;
import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.run.BothPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Both programs at once: authorizations at a steady rate, open loop, alone and then while a night
 * books a large file on the accounts of the same cards. {@code ./kessai bench both}.
 *
 * <p>Ends with 1 where the rate is not held even alone, so that nothing is learnt; with 4 where
 * there was a deadlock, an answer without the database (91, 96), a missing answer, or an invariant
 * that does not hold afterwards: a lost update is one. Everything shares the machine.
 */
@Command(
        name = "both",
        description = "Latency of authorizations alone and while a night works; then an audit.",
        mixinStandardHelpOptions = true)
public final class BothBench implements Callable<Integer> {
    private static final int RECORDS_AN_ACCOUNT = 5;
    private static final long LIMIT = 1_000_000_000_000L;
    private static final LocalDate DATE = LocalDate.of(2026, 3, 2);
    private static final long SEED = 1;
    private static final int WARM_UP_RATE = 1_000;
    private static final int WARM_UP_SECONDS = 8;
    private static final int NIGHT_SECONDS_MAX = 600;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "messages a second: half the rate that is held (default: ${DEFAULT-VALUE})",
            defaultValue = "3000")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "how long to measure alone (default: ${DEFAULT-VALUE})",
            defaultValue = "30")
    private int seconds;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "presentments that the night books (default: ${DEFAULT-VALUE})",
            defaultValue = "200000")
    private int records;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "parts of the file worked on at once (default: ${DEFAULT-VALUE})",
            defaultValue = "1")
    private int shards;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BothBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Fleet fleet = new Fleet(Math.max(40, records / RECORDS_AN_ACCOUNT), 1, LIMIT, "392");
        ClearingFile.Form form =
                new ClearingFile.Form.Ipm(new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40));
        BulkClearing bulk = new BulkClearing(SEED, fleet, DATE, form, records);
        System.out.println(Machine.describe());
        System.out.printf(
                Locale.ROOT,
                "%,d messages a second on %,d accounts; a night of %,d records on the same, %d shards%n",
                rate,
                fleet.accounts(),
                records,
                shards);
        try (BothPrograms programs = BothPrograms.start(bulk)) {
            Generator generator = new Generator(CardMix.even(fleet.cards()), SEED);
            List<InetSocketAddress> servers = List.of(programs.address());
            generator.run(servers, new Pace.Rate(WARM_UP_RATE), WARM_UP_SECONDS);
            System.out.println("            " + Rung.header());
            Rung alone = generator.run(servers, new Pace.Rate(rate), seconds);
            System.out.println("alone       " + alone.line());
            if (alone.refused() + alone.missing() > 0) {
                System.out.println("this rate is not held here even alone: choose a lower --rate");
                return ExitCode.REFUSED.code();
            }
            long deadlocks = programs.deadlocks();
            Rung both = withNight(programs, generator);
            System.out.println("with a night" + both.line());
            return conclude(programs, alone, both, programs.deadlocks() - deadlocks).code();
        }
    }

    /** Loads the server for as long as the night takes. */
    private Rung withNight(BothPrograms programs, Generator generator)
            throws IOException, InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        FutureTask<Double> night =
                new FutureTask<>(
                        () -> {
                            long from = System.nanoTime();
                            programs.night(
                                    shards, new PrintStream(told, true, StandardCharsets.UTF_8));
                            return (System.nanoTime() - from) / 1e9;
                        });
        Thread.ofPlatform().start(night);
        BooleanSupplier works = () -> !night.isDone();
        Rung rung =
                generator.run(
                        List.of(programs.address()), new Pace.Rate(rate), NIGHT_SECONDS_MAX, works);
        try {
            System.out.printf(Locale.ROOT, "the night took %.1f s%n", night.get());
        } catch (ExecutionException e) {
            System.out.print(told.toString(StandardCharsets.UTF_8));
            throw new OperatingFailure(ExitCode.REFUSED, "the night failed: " + e.getCause(), e);
        }
        return rung;
    }

    private static ExitCode conclude(BothPrograms programs, Rung alone, Rung both, long deadlocks)
            throws InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "p99 with a night is %.2f times that alone; %d answers 91 or 96, %d missing,"
                        + " %d deadlocks%n",
                both.millis(99) / alone.millis(99),
                both.refused(),
                both.missing(),
                deadlocks);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ExitCode audit = programs.audit(new PrintStream(told, true, StandardCharsets.UTF_8));
        String report = told.toString(StandardCharsets.UTF_8);
        System.out.println(
                audit == ExitCode.DONE
                        ? "audit: " + report.lines().toList().getLast().strip()
                        : report.stripTrailing());
        boolean isClean =
                audit == ExitCode.DONE
                        && both.refused() == 0
                        && both.missing() == 0
                        && deadlocks == 0;
        return isClean ? ExitCode.DONE : ExitCode.INVARIANT_BROKEN;
    }
}
