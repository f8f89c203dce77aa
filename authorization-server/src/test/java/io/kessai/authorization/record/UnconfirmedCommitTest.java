package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A commit that no standby confirms is on this disk, and a failover loses it: it waits, and where
 * somebody cancels the wait PostgreSQL reports success, with a warning.
 */
@Tag("slow")
class UnconfirmedCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Long enough for the wait to be cancelled before the database counts as away. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(8);

    private static final LaneSettings SETTINGS =
            new LaneSettings(
                    1,
                    256,
                    1_000,
                    STORE_TIMEOUT,
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    RecordKit.TOKYO);

    @Test
    void a_commit_that_no_standby_confirms_approves_nothing() throws Exception {
        approvesNothing(false);
    }

    @Test
    void a_wait_for_a_standby_that_is_cancelled_approves_nothing() throws Exception {
        approvesNothing(true);
    }

    private static void approvesNothing(boolean isCancelled) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE);
                RecordKit kit = RecordKit.on(database)) {
            RecordKit.Card card = kit.card(10_000);
            Recorder recorder = kit.recorder(SETTINGS);
            Sent before = Sent.purchase(card.token(), 1);
            assertEquals(Reason.APPROVED, kit.ask(recorder, before).reason());

            waitFor(kit, "nobody");
            Sent unconfirmed = Sent.purchase(card.token(), 500);
            CompletableFuture<Answer> answer = kit.send(recorder, unconfirmed);
            if (isCancelled) {
                cancelWait(kit);
            }
            assertEquals(Reason.STORE_UNAVAILABLE, RecordKit.await(answer).reason());

            waitFor(kit, "");
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (kit.held(card) != 1 || recorder.isStoreAway()) {
                assertTrue(System.nanoTime() - patience < 0, "it was not taken back");
                Thread.sleep(20);
            }
            assertEquals(Reason.LATE, kit.ask(recorder, unconfirmed.withMti("0101")).reason());
            assertEquals(
                    Reason.APPROVED, kit.ask(recorder, Sent.purchase(card.token(), 100)).reason());
            kit.closeRecorders();
            kit.assertBooksAgree();
        }
    }

    /** As an operator may who sees a session that does not get on. */
    private static void cancelWait(RecordKit kit) throws InterruptedException {
        long patience = System.nanoTime() + STORE_TIMEOUT.toNanos();
        while (kit.text(
                        """
                        select pg_cancel_backend(pid)
                        from pg_stat_activity
                        where wait_event = 'SyncRep'""")
                .isEmpty()) {
            assertTrue(System.nanoTime() - patience < 0, "no commit waits for a standby");
            Thread.sleep(10);
        }
    }

    private static void waitFor(RecordKit kit, String standby) throws InterruptedException {
        kit.column("alter system set synchronous_standby_names = '" + standby + "'");
        kit.column("select pg_reload_conf()");
        // A session reads it when it next has nothing to do.
        Thread.sleep(300);
    }
}
