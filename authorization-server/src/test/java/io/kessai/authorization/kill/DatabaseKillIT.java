package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.network.RetryingNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL killed, or hanging, in the middle of traffic loses and doubles nothing. */
class DatabaseKillIT {
    private static final int MESSAGES_A_ROUND = 700;
    private static final int RATE_PER_SECOND = 350;
    private static final int HANG_MILLIS = 10_000;

    @TempDir private Path folder = Path.of("");

    @Test
    @Tag("slow")
    void five_kills_of_postgresql_lose_nothing() throws Exception {
        kill(5);
    }

    @Test
    @Tag("torture")
    @Tag("kill")
    void fifty_kills_of_postgresql_lose_nothing() throws Exception {
        kill(50);
    }

    @Test
    @Tag("slow")
    void while_postgresql_hangs_everything_is_answered_91_and_nothing_is_lost() throws Exception {
        try (KillSystem system = KillSystem.start(folder, 1);
                RetryingNetwork network = system.network()) {
            int hangMessages = RATE_PER_SECOND * HANG_MILLIS / 1000;
            CompletableFuture<Void> sending =
                    KillSystem.sending(
                            network,
                            system.messages(hangMessages + 2 * RATE_PER_SECOND),
                            RATE_PER_SECOND);
            Thread.sleep(500);
            system.database().freeze();
            Thread.sleep(HANG_MILLIS);
            system.database().thaw();
            sending.join();
            assertEquals(0, network.unansweredSends(), () -> "links lost: " + network.losses());
            long refused = network.answersWith("91");
            assertTrue(refused > hangMessages / 2, "only " + refused + " answers were 91");
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }

    private void kill(int rounds) throws Exception {
        try (KillSystem system = KillSystem.start(folder, 1);
                RetryingNetwork network = system.network()) {
            EmbeddedDatabase database = system.database();
            for (int round = 0; round < rounds; round++) {
                CompletableFuture<Void> sending =
                        KillSystem.sending(
                                network, system.messages(MESSAGES_A_ROUND), RATE_PER_SECOND);
                Thread.sleep(200 + system.random().nextInt(800));
                database.kill();
                database.start();
                sending.join();
                assertEquals(0, network.answersWith("96"), "malfunctions");
                assertEquals(List.of(), network.repeatUnanswered(), "after kill " + (round + 1));
            }
            assertEquals(0, network.linksLost(), "the server closed links");
            assertTrue(network.answersWith("91") > 0, "no message met the dead database");
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }
}
