package io.kessai.clearing.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.audit.CheckResult.Status;
import io.kessai.domain.PanAccess;
import io.kessai.local.database.DatabaseRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A8: card numbers put into tables and logs on purpose, in every form, are found there. */
@Tag("database")
class CardDataChecksTest {
    private static final String NUMBER = SmallBooks.FIRST.reveal(PanAccess.get());
    private static final String MASKED = "999900******0012";
    private static final Charset EBCDIC = Charset.forName("IBM1047");

    /** A card number in a column. */
    record Leak(String sql, String place, String found) {
        @Override
        public String toString() {
            return place + ": " + found;
        }
    }

    static Stream<Leak> leaks() {
        String message =
                "journal transmitted_on=2026-11-21 message_key=local|10||000008|1121080000||";
        String input = "update journal set input = %s where amount = 100";
        return Stream.of(
                new Leak(
                        "update ledger_transactions set reason = 'refund to %s'".formatted(NUMBER),
                        "ledger_transactions id=1, column reason",
                        "card number " + MASKED + " in ASCII"),
                new Leak(
                        input.formatted("convert_to('x" + NUMBER + "', 'UTF8')"),
                        message + ", column input",
                        "card number " + MASKED + " in ASCII in hex"),
                new Leak(
                        input.formatted("decode('07" + NUMBER + "', 'hex')"),
                        message + ", column input",
                        "card number " + MASKED + " in ASCII"),
                new Leak(
                        input.formatted("'\\x" + hex(NUMBER.getBytes(EBCDIC)) + "'"),
                        message + ", column input",
                        "card number " + MASKED + " in EBCDIC in hex"),
                new Leak(
                        input.formatted("convert_to('4111111111111111=29122010000', 'UTF8')"),
                        message + ", column input",
                        "track data of 411111******1111 in ASCII in hex"),
                new Leak(
                        "update ledger_transactions set natural_key = 'load-%s'".formatted(NUMBER),
                        "ledger_transactions id=1, column natural_key",
                        "card number " + MASKED + " in ASCII"),
                new Leak(
                        "insert into requests values ('%s', now(), 'IssueCard', '', '')"
                                .formatted(NUMBER),
                        "requests request_id=" + MASKED + ", column request_id",
                        "card number " + MASKED + " in ASCII"),
                new Leak(
                        "create table notes (note text); grant select on notes to kessai_reader;"
                                + " insert into notes values ('nothing'), ('%s')".formatted(NUMBER),
                        "notes row 2, column note",
                        "card number " + MASKED + " in ASCII"));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void a_card_number_in_a_table_is_found_and_never_printed(Leak leak) throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run(leak.sql());
            AuditReport report = books.audit();
            CheckResult result = AuditTest.result(report, "tables-hold-no-card-data");
            assertEquals(
                    List.of(new Finding(leak.place(), "no card data", leak.found())),
                    result.findings());
            assertFalse(TextReport.of(report).contains(NUMBER));
            assertFalse(JsonReport.of(report).contains(NUMBER));
        }
    }

    @Test
    void clean_tables_say_how_much_was_searched_and_what_was_not() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            CheckResult result = AuditTest.result(books.audit(), "tables-hold-no-card-data");
            assertEquals(Status.HOLDS, result.status());
            assertTrue(result.examined() > 2_000, () -> result.examined() + " bytes");
            assertTrue(
                    result.notes().contains("not readable, not searched: cards.pan_ciphertext"),
                    () -> result.notes().toString());
            CheckResult all =
                    AuditTest.result(
                            books.audit(DatabaseRole.MIGRATIONS), "tables-hold-no-card-data");
            assertEquals(List.of(KnownCards.NO_SHAPE), all.notes());
        }
    }

    @Test
    void a_number_that_is_no_card_of_ours_is_none_with_keys_and_suspected_without()
            throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run("update ledger_transactions set reason = '9999000000000038'");
            assertTrue(books.audit().isClean());
            CheckResult result =
                    AuditTest.result(books.auditWithoutKeys(), "tables-hold-no-card-data");
            assertEquals(
                    List.of(
                            new Finding(
                                    "ledger_transactions id=1, column reason",
                                    "no card data",
                                    "suspected card number 999900******0038 in ASCII")),
                    result.findings());
            assertTrue(result.notes().contains(KnownCards.NO_KEYS));
        }
    }

    @Test
    void logs_are_searched_line_by_line_packed_ones_too(@TempDir Path folder)
            throws SQLException, IOException {
        Files.writeString(folder.resolve("a.log"), "fine\n{\"pan\":\"" + NUMBER + "\"}\nfine\n");
        Path deep = Files.createDirectory(folder.resolve("deep"));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(deep.resolve("b.log.gz")))) {
            out.write(
                    ("x\n".repeat(100_000) + hex(NUMBER.getBytes(EBCDIC)))
                            .getBytes(StandardCharsets.US_ASCII));
        }
        Files.writeString(deep.resolve("c.log"), "masked " + MASKED + "\n");
        try (SmallBooks books = new SmallBooks()) {
            CheckResult result =
                    AuditTest.result(books.auditLogs(List.of(folder)), "logs-hold-no-card-data");
            assertEquals(
                    List.of(
                            new Finding(
                                    Masking.mask(folder + "/a.log:2"),
                                    "no card data",
                                    "card number " + MASKED + " in ASCII"),
                            new Finding(
                                    Masking.mask(deep + "/b.log.gz:100001"),
                                    "no card data",
                                    "card number " + MASKED + " in EBCDIC in hex")),
                    result.findings());
            assertEquals(List.of("files searched: 3"), result.notes());
            Files.delete(folder.resolve("a.log"));
            Files.delete(deep.resolve("b.log.gz"));
            assertTrue(books.auditLogs(List.of(folder)).isClean());
        }
    }

    @Test
    void a_number_across_the_edge_of_the_read_buffer_is_found(@TempDir Path folder)
            throws SQLException, IOException {
        Path log = folder.resolve("long.log");
        Files.writeString(log, "x".repeat((1 << 16) - 8) + NUMBER);
        try (SmallBooks books = new SmallBooks()) {
            assertEquals(
                    List.of(Masking.mask(log + ":1")),
                    AuditTest.result(books.auditLogs(List.of(log)), "logs-hold-no-card-data")
                            .findings()
                            .stream()
                            .map(Finding::subject)
                            .toList());
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
