package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.ClearingNight;
import io.kessai.local.network.clearing.Entry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * The nights after a day: the networks deliver, {@code nightly} works, and what came of every
 * record and account is compared with the networks' own books. A night's whole output is kept as
 * {@code logs/nightly-DATE.log}; shown is what it did in all.
 */
final class DemoNights {
    private static final int DIFFERENCES_SHOWN = 20;

    /** What {@code ClearingDay} brings in each of its nights. */
    private static final List<String> BROUGHT =
            List.of(
                    "what was bought, in every encoding and framing",
                    "ten days on: reversals, disputes, duplicates; then holds expire",
                    "a day later: what is late");

    private final Checkout checkout;
    private final DatabaseEndpoint database;
    private final Fleet fleet;
    private final Path folder;
    private final PrintStream out;

    DemoNights(
            Checkout checkout,
            DatabaseEndpoint database,
            Fleet fleet,
            Path folder,
            PrintStream out) {
        this.checkout = checkout;
        this.database = database;
        this.fleet = fleet;
        this.folder = folder;
        this.out = out;
    }

    /** Whether every night ended as the networks' books say. */
    boolean run(Day day, DayResult result) throws InterruptedException {
        boolean agreed = true;
        List<ClearingNight> nights = ClearingDelivery.clearing(day, result).nights();
        for (int i = 0; i < nights.size(); i++) {
            out.println();
            out.printf(
                    Locale.ROOT,
                    "night %d of %d, %s: %s%n",
                    i + 1,
                    nights.size(),
                    nights.get(i).businessDate(),
                    BROUGHT.get(i));
            agreed &= night(nights.get(i), day.seed());
        }
        out.println();
        return agreed;
    }

    private boolean night(ClearingNight night, long seed) throws InterruptedException {
        Path log = folder.resolve("logs").resolve("nightly-" + night.businessDate() + ".log");
        try (PrintStream details =
                new PrintStream(Files.newOutputStream(log), false, StandardCharsets.UTF_8)) {
            long from = System.nanoTime();
            SortedMap<String, SortedMap<Long, Entry>> expected =
                    new ClearingDelivery(folder.resolve("inbox"), details).deliver(night);
            int records = expected.values().stream().mapToInt(SortedMap::size).sum();
            row("delivered", "%,d files with %,d records", expected.size(), records);
            ExitCode code = nightly(night, details);
            details.flush();
            List<String> lines = Files.readAllLines(log);
            show(code, lines.subList(expected.size(), lines.size()));
            List<String> differences = differences(expected, night, seed);
            boolean agreed = code == ExitCode.DONE && differences.isEmpty();
            if (agreed) {
                row(
                        "networks' own books",
                        "agreed: %,d records, %,d accounts (%.1f s)",
                        records,
                        fleet.accounts(),
                        (System.nanoTime() - from) / 1e9);
            } else {
                row(
                        "networks' own books",
                        "FAILED: exit code %d, %,d differences",
                        code.code(),
                        differences.size());
            }
            row("report, in a browser", "%s", report(night).toUri());
            row("every step", "%s", log);
            return agreed;
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "the night broke off: " + e, e);
        }
    }

    /** The whole day's page. */
    private Path report(ClearingNight night) {
        return folder.resolve("reports")
                .resolve(night.businessDate().toString())
                .resolve("day")
                .resolve("report.html");
    }

    /** Shows what the night did in all; every line of it where it failed. */
    private void show(ExitCode code, List<String> printed) {
        List<String> shown =
                code == ExitCode.DONE
                        ? NightSummary.of(printed.stream().map(String::strip).toList())
                        : printed;
        shown.forEach(out::println);
    }

    private List<String> differences(
            SortedMap<String, SortedMap<Long, Entry>> expected, ClearingNight night, long seed) {
        ClearingComparison comparison = new ClearingComparison(database, LocalVault.open(), seed);
        List<String> differences = new ArrayList<>(comparison.records(expected));
        differences.addAll(comparison.accounts(fleet, night.balances()));
        differences.stream().limit(DIFFERENCES_SHOWN).forEach(line -> out.println("    " + line));
        return differences;
    }

    private ExitCode nightly(ClearingNight night, PrintStream details) throws InterruptedException {
        return new ClearingProgram(checkout.clearingJar())
                .run(
                        List.of("nightly", "--date", night.businessDate().toString()),
                        ClearingCommand.environment(database, folder),
                        details);
    }

    private void row(String name, String text, Object... values) {
        out.printf(Locale.ROOT, "  %-22s %s%n", name, String.format(Locale.ROOT, text, values));
    }
}
