package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Reason;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL ends a commit that no standby confirms with a warning, not an error, when a statement
 * has had its time: on this disk it is, and a failover loses it.
 */
@Tag("slow")
class UnconfirmedCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_commit_that_no_standby_confirms_approves_nothing() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE);
                RecordKit kit = RecordKit.on(database)) {
            RecordKit.Card card = kit.card(10_000);
            Recorder recorder = kit.recorder(RecordKit.lanes(RecordKit.PROMPT, 1));
            Sent before = Sent.purchase(card.token(), 1);
            assertEquals(Reason.APPROVED, kit.ask(recorder, before).reason());

            waitFor(kit, "nobody");
            Sent unconfirmed = Sent.purchase(card.token(), 500);
            assertEquals(Reason.STORE_UNAVAILABLE, kit.ask(recorder, unconfirmed).reason());

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

    private static void waitFor(RecordKit kit, String standby) throws InterruptedException {
        kit.column("alter system set synchronous_standby_names = '" + standby + "'");
        kit.column("select pg_reload_conf()");
        // A session reads it when it next has nothing to do.
        Thread.sleep(300);
    }
}
