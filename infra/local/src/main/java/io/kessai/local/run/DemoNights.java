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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * The nights after a day: the networks deliver, {@code nightly} works, and what came of every
 * record and account is compared with the networks' own books.
 */
final class DemoNights {
    private static final int DIFFERENCES_SHOWN = 20;

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
        for (ClearingNight night : ClearingDelivery.clearing(day, result).nights()) {
            agreed &= night(night, day.seed());
        }
        return agreed;
    }

    private boolean night(ClearingNight night, long seed) throws InterruptedException {
        out.println("night     " + night.businessDate());
        Path inbox = folder.resolve("inbox");
        SortedMap<String, SortedMap<Long, Entry>> expected =
                new ClearingDelivery(inbox, out).deliver(night);
        long from = System.nanoTime();
        ExitCode code = nightly(night);
        double seconds = (System.nanoTime() - from) / 1e9;
        ClearingComparison comparison = new ClearingComparison(database, LocalVault.open(), seed);
        List<String> differences = new ArrayList<>(comparison.records(expected));
        differences.addAll(comparison.accounts(fleet, night.balances()));
        differences.stream().limit(DIFFERENCES_SHOWN).forEach(line -> out.println("    " + line));
        boolean agreed = code == ExitCode.DONE && differences.isEmpty();
        out.printf(
                Locale.ROOT,
                "  %-22s %s%n",
                "records and balances",
                agreed
                        ? String.format(
                                Locale.ROOT,
                                "agreed: %,d records, %,d accounts (%.1f s)",
                                expected.values().stream().mapToInt(SortedMap::size).sum(),
                                fleet.accounts(),
                                seconds)
                        : "FAILED: exit code %d, %,d differences"
                                .formatted(code.code(), differences.size()));
        return agreed;
    }

    private ExitCode nightly(ClearingNight night) throws InterruptedException {
        try {
            Files.createDirectories(folder.resolve("inbox"));
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot make an inbox: " + e, e);
        }
        return new ClearingProgram(checkout.clearingJar())
                .run(
                        List.of("nightly", "--date", night.businessDate().toString()),
                        ClearingCommand.environment(database, folder),
                        out);
    }
}
