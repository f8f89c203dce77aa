package io.kessai.clearing.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.clearing.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Large tables. {@code -Dkessai.reconcile.records=1000000} runs the first test at another size;
 * what it prints is the figure to quote.
 */
@Tag("database")
class ReconcileSizeTest {
    private static final int RECORDS = Integer.getInteger("kessai.reconcile.records", 20_000);
    private static final int RECORDS_OF_AN_ACCOUNT = 5;

    @Test
    void a_large_file_finds_its_authorizations() throws SQLException {
        int accounts = RECORDS / RECORDS_OF_AN_ACCOUNT;
        try (ReconcileBooks books = new ReconcileBooks(accounts)) {
            books.file(1);
            books.authorizations(RECORDS, accounts);
            books.records(1, RECORDS, accounts);
            long started = System.nanoTime();
            ReconcileResult result = books.reconcile(1, 0, 1);
            System.out.printf(
                    "reconcile: %,d records against %,d authorizations of %,d accounts: %.1f s, heap"
                            + " %d MB%n",
                    RECORDS,
                    RECORDS,
                    accounts,
                    (System.nanoTime() - started) / 1e9,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory())
                            / (1 << 20));
            assertEquals(Map.of(Verdict.MATCHED, (long) RECORDS), result.byVerdict());
        }
    }

    @Test
    void a_small_file_does_not_read_a_large_table_of_authorizations() throws SQLException {
        try (ReconcileBooks books = new ReconcileBooks(4_000)) {
            books.authorizations(40_000, 4_000);
            books.file(1);
            books.records(1, 20, 20);
            books.run("analyze authorizations");
            List<String> plan = books.planOfCandidates(1);
            assertTrue(
                    plan.stream().anyMatch(line -> line.contains("authorizations_account")),
                    plan.toString());
            assertFalse(
                    plan.stream().anyMatch(line -> line.contains("Seq Scan on authorizations")),
                    plan.toString());
        }
    }

    /** A cursor opened on an empty table must not read what fills up behind it, row by row. */
    @Test
    void tables_that_were_empty_when_last_counted_are_not_read_whole() throws SQLException {
        try (ReconcileBooks books = new ReconcileBooks(400)) {
            books.file(1);
            books.authorizations(2_000, 400);
            books.records(1, 2_000, 400);
            books.run("analyze authorizations, clearing_records, cards");
            books.run("vacuum analyze clearing_matches");
            books.run("vacuum analyze clearing_late_links");
            books.reconcile(1, 0, 1);
            assertEquals(
                    List.of(),
                    books.lines(
                            """
                            select relname
                            from pg_stat_user_tables
                            where relname in ('clearing_matches', 'clearing_late_links')
                              and seq_scan > 0
                            """));
        }
    }
}
