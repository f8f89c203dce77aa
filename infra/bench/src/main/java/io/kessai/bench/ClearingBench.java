package io.kessai.bench;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.ExitCode;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.run.BulkNight;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One night over a large file: presentments for five open authorizations an account, received to
 * reported, in a process with a small heap. {@code ./kessai bench clearing}.
 *
 * <p>The night and the database share the machine. Beside it, in the same run, the limit: a bare
 * {@code COPY} of the file's records into a table without an index.
 */
@Command(
        name = "clearing",
        description = "A night over a large file: seconds of each stage, memory, raw COPY.",
        mixinStandardHelpOptions = true)
public final class ClearingBench implements Callable<Integer> {
    private static final int RECORDS_AN_ACCOUNT = 5;
    private static final long LIMIT = 1_000_000_000_000L;
    private static final LocalDate DATE = LocalDate.of(2026, 3, 2);
    private static final long SEED = 1;
    private static final List<Integer> GROWTH = List.of(100_000, 1_000_000, 3_000_000);

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "presentments in the file (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private int records;

    @Option(names = "--growth", description = "100,000, 1,000,000 and 3,000,000 one after another")
    private boolean growth;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "parts of the file worked on at once (default: ${DEFAULT-VALUE})",
            defaultValue = "2")
    private int shards;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "the night's heap (default: ${DEFAULT-VALUE})",
            defaultValue = "512m")
    private String heap = "";

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            description = "mastercard or visa (default: ${DEFAULT-VALUE})",
            defaultValue = "mastercard")
    private String network = "";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ClearingBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        System.out.println(Machine.describe());
        System.out.println("database: " + String.join(", ", BulkNight.DATABASE_SETTINGS));
        List<NightFigures> nights = new ArrayList<>();
        for (int size : growth ? GROWTH : List.of(records)) {
            nights.add(night(size));
        }
        if (growth) {
            nights.forEach(night -> System.out.println(night.line()));
        }
        System.out.printf(
                Locale.ROOT,
                "total %.1f s%n",
                nights.stream().mapToDouble(NightFigures::seconds).sum());
        return ExitCode.DONE.code();
    }

    private NightFigures night(int size) throws IOException, InterruptedException, SQLException {
        Fleet fleet = new Fleet(Math.max(40, size / RECORDS_AN_ACCOUNT), 1, LIMIT, "392");
        BulkClearing bulk = new BulkClearing(SEED, fleet, DATE, form(), size);
        System.out.printf(
                Locale.ROOT,
                "%,d records of %s, %,d accounts, %d shards, heap %s%n",
                size,
                bulk.network().word(),
                fleet.accounts(),
                shards,
                heap);
        try (BulkNight night = BulkNight.prepare(bulk)) {
            NightFigures figures = NightFigures.measure(night, bulk, shards, heap);
            figures.lines().forEach(System.out::println);
            return figures;
        }
    }

    private ClearingFile.Form form() {
        return Stream.of(
                        new ClearingFile.Form.Ipm(
                                new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40)),
                        new ClearingFile.Form.BaseII(BaseIIFraming.asciiLines()))
                .filter(form -> BulkClearing.networkOf(form).word().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no network " + network));
    }
}
