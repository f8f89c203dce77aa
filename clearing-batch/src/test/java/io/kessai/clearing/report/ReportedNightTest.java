package io.kessai.clearing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.clearing.command.CommandLineNight;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.SeededCards;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights from inbox to report by the command line, with real files of both networks. */
@Tag("database")
class ReportedNightTest {
    private static final Fleet FLEET = new Fleet(40, 1, 1_000_000, "392");
    private static final int RECORDS = 200;
    private static final String DAY = CommandLineNight.DATE + "/day";
    private static final ClearingFile.Form IPM =
            new ClearingFile.Form.Ipm(new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40));
    private static final ClearingFile.Form BASE_II =
            new ClearingFile.Form.BaseII(BaseIIFraming.asciiLines());
    private static final BulkClearing MASTERCARD = bulk(1, IPM);
    private static final BulkClearing VISA = bulk(2, BASE_II);

    @TempDir private static Path sharedFolder = Path.of("");

    /** One night of both files, for all that only look at it. */
    @SuppressWarnings("NullAway.Init")
    private static CommandLineNight shared;

    @TempDir private Path folder = Path.of("");

    @BeforeAll
    static void work() throws InterruptedException, IOException {
        shared = new CommandLineNight(sharedFolder, FLEET);
        deliverBoth(shared);
        assertEquals(0, shared.run("nightly"), shared.complained());
    }

    @AfterAll
    static void drop() {
        shared.close();
    }

    private static BulkClearing bulk(long seed, ClearingFile.Form form) {
        return new BulkClearing(seed, FLEET, CommandLineNight.DATE, form, RECORDS);
    }

    private static void deliverBoth(CommandLineNight night) throws IOException {
        for (BulkClearing bulk : List.of(MASTERCARD, VISA)) {
            night.authorize(bulk);
            night.deliver(bulk.network().word(), bulk);
        }
    }

    @Test
    void settlement_is_what_the_files_own_records_add_up_to() throws IOException {
        for (BulkClearing bulk : List.of(MASTERCARD, VISA)) {
            String sum = Long.toString(-sum(bulk));
            List<String> booked =
                    lines(shared, "day/settlement.csv")
                            .filter(line -> line.startsWith(word(bulk)))
                            .toList();
            assertTrue(
                    booked.getFirst().endsWith(",debits,%s,%s,0".formatted(sum, sum)),
                    () -> booked.toString());
            List<String> says =
                    lines(shared, "day/network_totals.csv")
                            .filter(line -> line.startsWith(word(bulk)))
                            .filter(line -> line.contains(",net,") || line.contains(",debits,"))
                            .toList();
            assertFalse(says.isEmpty());
            says.forEach(
                    line ->
                            assertTrue(
                                    line.endsWith(",%s,%s,%s,0,0".formatted(sum, sum, sum)), line));
        }
        assertEquals(0, lines(shared, "day/residual_records.csv").count());
        assertEquals(
                2 * RECORDS,
                lines(shared, "day/outcomes.csv")
                        .filter(line -> line.startsWith("matched"))
                        .mapToLong(line -> Long.parseLong(line.split(",")[1]))
                        .sum());
    }

    @Test
    void a_refused_file_is_told_and_leaves_the_others_alone() throws Exception {
        try (CommandLineNight night = new CommandLineNight(folder, FLEET)) {
            deliverBoth(night);
            Path broken = night.deliver("broken", bulk(3, BASE_II));
            byte[] bytes = Files.readAllBytes(broken);
            Files.write(
                    broken,
                    Arrays.copyOf(bytes, bytes.length / 2),
                    StandardOpenOption.TRUNCATE_EXISTING);
            assertEquals(1, night.run("nightly", "--output", "json"));
            assertTrue(night.printed().contains("\"refused\":1"), night.printed());
            String files =
                    lines(night, "day/files.csv")
                            .filter(line -> line.contains("broken"))
                            .findFirst()
                            .orElse("");
            assertTrue(files.contains(",visa,refused,"), files);
            String page = Files.readString(night.reports().resolve(DAY + "/report.html"));
            assertTrue(page.contains("1 row to look at"));
            assertEquals(0, lines(night, "day/residual_records.csv").count());
        }
    }

    @Test
    void a_night_without_files_has_a_report_that_says_so() throws Exception {
        try (CommandLineNight night = new CommandLineNight(folder, FLEET)) {
            assertEquals(0, night.run("nightly"), night.complained());
            String page = Files.readString(night.reports().resolve(DAY + "/report.html"));
            assertTrue(page.contains("Everything adds up."));
            assertFalse(page.contains("<table>"));
            assertEquals(0, lines(night, "day/files.csv").count());
            assertEquals(0, lines(night, "day/outcomes.csv").count());
        }
    }

    @Test
    void no_report_and_no_output_has_a_card_number() throws IOException {
        List<Path> reports = all();
        assertTrue(reports.size() > 30, () -> reports.toString());
        for (Path report : reports) {
            String text = Files.readString(report);
            for (int card = 0; card < FLEET.cards(); card++) {
                assertFalse(text.contains(SeededCards.pan(card)), report::toString);
            }
        }
        assertEquals(
                0,
                shared.run("audit", "--logs", shared.reports().toString()),
                () -> shared.printed() + shared.complained());
    }

    @Test
    void a_page_takes_nothing_from_elsewhere_and_every_table_has_a_caption() throws IOException {
        for (Path report :
                all().stream().filter(file -> file.toString().endsWith("html")).toList()) {
            String page = Files.readString(report);
            assertTrue(page.startsWith("<!doctype html>\n<html lang=\"en\">"), report::toString);
            assertFalse(
                    Pattern.compile("(?i)https?:|src=|@import|url\\(|<script|<link|<iframe")
                            .matcher(page)
                            .find(),
                    report::toString);
            assertEquals(count(page, "<table>"), count(page, "<caption>[^<]"), report::toString);
            assertEquals(count(page, "<svg "), count(page, "aria-label=\"[^\"]+\">\n<text"));
            assertEquals(1, count(page, "<h1>"), report::toString);
            assertTrue(count(page, "<h2 ") >= 10, report::toString);
            assertEquals(count(page, "<th[ >]"), count(page, "<th scope=\"col\""));
        }
    }

    @Test
    void a_second_report_of_the_same_night_is_the_same_bytes() throws IOException {
        Map<String, String> first = contents();
        shared.run("report");
        assertEquals(first, contents());
    }

    private static Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path report : all()) {
            contents.put(shared.reports().relativize(report).toString(), Files.readString(report));
        }
        return contents;
    }

    private static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(shared.reports())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Rows of a table, without its columns' names. */
    private static Stream<String> lines(CommandLineNight night, String table) throws IOException {
        Path file = night.reports().resolve(CommandLineNight.DATE + "/" + table);
        return Files.readString(file).lines().skip(1);
    }

    private static long sum(BulkClearing bulk) {
        return IntStream.range(0, RECORDS).mapToLong(n -> bulk.entry(n).posted()).sum();
    }

    private static String word(BulkClearing bulk) {
        return bulk.network().word() + ",JPY,";
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
