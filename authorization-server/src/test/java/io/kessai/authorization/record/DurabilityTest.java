package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Reason;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer means that its journal row is on disk, and stays as it is. */
class DurabilityTest {

    private static final int LONE_MESSAGES = 3;

    /** A session publishes its counts at the end of a transaction, at most once a second. */
    private static final String COUNTED = "select pg_sleep(1.1)";

    private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.temporary(Durability.DURABLE);

    private final RecordKit kit = RecordKit.on(DATABASE);

    @AfterAll
    static void stopDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void everyLoneMessageCostsAFlushOfTheLog() {
        assertTrue(flushesOfLoneMessages(kit) >= LONE_MESSAGES, "answered without a flush");
        assertEquals(List.of(), kit.witness().brokenPromises());
    }

    @Test
    void aDatabaseThatMayLoseCommitsIsReported() {
        try (RecordKit fast = RecordKit.fast()) {
            fast.ask(fast.recorder(RecordKit.oneLane()), Sent.purchase(fast.card(9).token(), 1));
            assertEquals(
                    List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off"),
                    fast.witness().brokenPromises().stream().sorted().toList());
        }
    }

    @Test
    @Tag("slow")
    void theCountOfFlushesShowsADatabaseThatMakesNone() {
        try (RecordKit fast = RecordKit.fast()) {
            assertEquals(0, flushesOfLoneMessages(fast));
        }
    }

    @Test
    void theServerMayNeitherChangeNorDeleteWhatIsOnRecord() throws SQLException {
        Sent purchase = Sent.purchase(kit.card(1_000).token(), 1);
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        kit.ask(recorder, purchase);
        kit.ask(recorder, purchase.reversal());
        for (String table :
                List.of("journal", "journal_events", "hold_events", "ledger_postings")) {
            assertRefused("delete from " + table);
            assertRefused("truncate " + table);
        }
        assertRefused("update journal set outcome = ''");
        assertRefused("update hold_events set amount = 0");
        assertRefused("delete from authorizations");
        assertRefused("update authorizations set authorized = 0");
        for (String partition :
                kit.column(
                        "select inhrelid::regclass from pg_inherits"
                                + " where inhparent = 'journal'::regclass")) {
            assertRefused("delete from " + partition);
        }
    }

    private void assertRefused(String sql) throws SQLException {
        StoreEndpoint server = kit.endpoint();
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            SQLException refusal =
                    assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            assertEquals("42501", refusal.getSQLState(), sql);
        }
    }

    private static long flushesOfLoneMessages(RecordKit kit) {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        RecordKit.Card card = kit.card(1_000);
        kit.ask(recorder, Sent.purchase(card.token(), 1));
        long before = flushes(kit);
        for (int i = 0; i < LONE_MESSAGES; i++) {
            Sent lone = Sent.purchase(card.token(), 1);
            assertEquals(Reason.APPROVED, kit.ask(recorder, lone).reason());
            kit.column(COUNTED);
        }
        return flushes(kit) - before;
    }

    /** By all sessions; PostgreSQL 18 counts them in pg_stat_io, older ones in pg_stat_wal. */
    private static long flushes(RecordKit kit) {
        kit.column(COUNTED);
        boolean isNew = kit.number("select current_setting('server_version_num')") >= 180_000;
        return kit.number(
                isNew
                        ? "select sum(fsyncs) from pg_stat_io where object = 'wal'"
                                + " and backend_type = 'client backend'"
                        : "select wal_sync from pg_stat_wal");
    }
}
