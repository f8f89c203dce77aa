package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.record.SwitchingDriver.When;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.jdbc.plugin.failover.FailoverSuccessSQLException;
import software.amazon.jdbc.plugin.failover.TransactionStateUnknownSQLException;

/** Another session behind a lane's connection is a lost connection: nothing goes on in it. */
@Tag("database")
class SwitchedSessionTest {
    /** So long that a slow machine loses no database, and half of it is waited for each time. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(3);

    private static final LaneSettings SETTINGS =
            new LaneSettings(
                    1,
                    256,
                    1_000,
                    STORE_TIMEOUT,
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    RecordKit.TOKYO);

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent purchase = Sent.purchase(card.token(), 500);

    /** Is posted, too: what is written last is not its commit. */
    private final Sent posted = purchase.withMti("0200");

    @SuppressWarnings("NullAway.Init")
    private SwitchingDriver driver;

    @SuppressWarnings("NullAway.Init")
    private Recorder recorder;

    @BeforeEach
    void start() throws SQLException {
        driver = SwitchingDriver.register();
        recorder = kit.idle(SETTINGS, driver.over(kit.endpoint()));
        recorder.start();
        assertEquals(Reason.APPROVED, ask(Sent.purchase(card.token(), 1)).reason());
    }

    @AfterEach
    void close() throws SQLException {
        kit.close();
        driver.close();
    }

    /** The worst of all: the commit succeeds, of a transaction in which nothing was written. */
    @Test
    void a_commit_of_another_session_approves_nothing() {
        driver.switchSilently("commit", When.BEFORE);
        assertLost(posted);
        assertEquals(Reason.APPROVED, ask(posted.withMti("0201")).reason());
        assertEquals(501, spent());
    }

    @Test
    void a_session_that_changes_between_statements_ends_the_transaction() {
        driver.switchSilently("unwrap", When.BEFORE);
        assertLost(purchase);
        assertEquals(Reason.APPROVED, ask(purchase.withMti("0101")).reason());
        assertEquals(501, spent());
    }

    /** 08S02: a failover that was no transaction's business, or so the plugin thinks. */
    @Test
    void a_failover_that_is_told_has_the_lane_open_a_session_of_its_own() {
        int opened = driver.opened();
        driver.switchAndTell("commit", When.BEFORE, new FailoverSuccessSQLException());
        assertLost(posted);
        assertEquals(Reason.APPROVED, ask(posted.withMti("0201")).reason());
        assertTrue(driver.opened() > opened, "the switched connection is still used");
        assertEquals(501, spent());
    }

    /** 08007, and it was not committed. */
    @Test
    void an_unknown_commit_that_failed_holds_nothing() {
        driver.switchAndTell("commit", When.BEFORE, new TransactionStateUnknownSQLException());
        assertLost(posted);
        assertEquals(Reason.APPROVED, ask(posted.withMti("0201")).reason());
        assertEquals(501, spent());
    }

    /** 08007, and it was committed: the posting goes, and a repeat is told so. */
    @Test
    void an_unknown_commit_that_succeeded_is_taken_back() {
        driver.switchAndTell("commit", When.AFTER, new TransactionStateUnknownSQLException());
        assertLost(posted);
        assertTakenBack(posted.withMti("0201"));
    }

    /** The commit went with the statement before, so what changes afterwards changes nothing. */
    @Test
    void a_session_that_changes_after_its_commit_is_taken_back() {
        driver.switchSilently("commit", When.BEFORE);
        assertLost(purchase);
        assertTakenBack(purchase.withMti("0101"));
    }

    private void assertTakenBack(Sent repeat) {
        assertEquals(Reason.LATE, ask(repeat).reason());
        assertEquals(1, spent());
        assertEquals(
                "voided outcome_unknown",
                kit.text("select kind || ' ' || reason from journal_events where kind = 'voided'"));
    }

    private long spent() {
        return kit.number("select held - posted from accounts where id = " + card.accountId());
    }

    private void assertLost(Sent message) {
        assertEquals(Reason.STORE_UNAVAILABLE, kit.ask(recorder, message).reason());
        assertTrue(driver.hasSwitched());
    }

    /** Once the store counts as found again. */
    private Answer ask(Sent message) {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (recorder.isStoreAway()) {
            assertTrue(System.nanoTime() - patience < 0, "it never came back");
            Thread.onSpinWait();
        }
        return kit.ask(recorder, message);
    }
}
