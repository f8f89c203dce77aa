package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.database.ReplicatedDatabase;
import io.kessai.local.network.AnswerRecord;
import io.kessai.local.network.RetryingNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary dies for good under traffic and its synchronous standby takes over: every approval
 * that the client has is on it.
 */
@Tag("slow")
class FailoverIT {
    private static final int RATE_PER_SECOND = 200;
    private static final int MESSAGES = 4_000;
    private static final int APPROVALS_BEFORE = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a watcher needs to be sure that a primary is gone, or an operator who is quick. */
    private static final Duration UNTIL_PROMOTED = Duration.ofSeconds(3);

    private static final Duration AWAY_MAX = Duration.ofSeconds(20);

    @TempDir private Path folder = Path.of("");

    @Test
    void a_failover_under_traffic_loses_no_approval() throws Exception {
        ReplicatedDatabase both = ReplicatedDatabase.temporary(KillSystem::prepare);
        try (KillSystem system = KillSystem.start(folder, 1, both);
                RetryingNetwork network = system.network()) {
            CompletableFuture<Void> sending =
                    KillSystem.sending(network, system.messages(MESSAGES), RATE_PER_SECOND);
            awaitApprovals(network);
            Instant killed = Instant.now();
            both.primary().kill();
            Thread.sleep(UNTIL_PROMOTED);
            Instant promoting = Instant.now();
            both.promote();
            Instant promoted = Instant.now();
            sending.join();
            assertAway(system.received(), killed, promoting, promoted);

            // Whoever starts it again does not make a second primary of it.
            both.primary().start();
            assertTrue(ReplicatedDatabase.isStandby(both.primary()), "there are two primaries");

            assertEquals(0, network.linksLost(), () -> "links lost: " + network.losses());
            assertEquals(List.of(), network.repeatUnanswered());
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }

    /** What a standby that did not have them would lose. */
    private static void awaitApprovals(RetryingNetwork network) throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (network.approvals() < APPROVALS_BEFORE) {
            assertTrue(System.nanoTime() - patience < 0, "too few approvals before the kill");
            Thread.sleep(10);
        }
    }

    private static void assertAway(
            List<AnswerRecord> received, Instant killed, Instant promoting, Instant promoted) {
        List<Instant> refused = answered(received, "91").stream().filter(killed::isBefore).toList();
        List<Instant> approved = answered(received, "00");
        assertTrue(!refused.isEmpty(), "nothing met the dead primary: the test shows nothing");
        Instant first = refused.getFirst();
        Instant last = refused.getLast();
        Instant again =
                approved.stream().filter(promoting::isBefore).findFirst().orElse(Instant.MAX);
        System.out.printf(
                "%,d answers 91 in %d ms, the first %d ms after the kill; promotion asked for after"
                        + " %d ms, done in %d ms; first approval %d ms after that, last 91 %d ms%n",
                refused.size(),
                Duration.between(first, last).toMillis(),
                Duration.between(killed, first).toMillis(),
                Duration.between(killed, promoting).toMillis(),
                Duration.between(promoting, promoted).toMillis(),
                Duration.between(promoted, again).toMillis(),
                Duration.between(promoted, last).toMillis());
        assertTrue(Duration.between(first, last).compareTo(AWAY_MAX) < 0, "away for too long");
        assertTrue(
                again.isBefore(promoted.plus(AWAY_MAX)), "approvals came back too late, or never");
    }

    /** When answers with this DE39 came. */
    private static List<Instant> answered(List<AnswerRecord> received, String responseCode) {
        return received.stream()
                .flatMap(record -> record.received().stream())
                .filter(answer -> answer.responseCode().equals(responseCode))
                .map(AnswerRecord.Received::at)
                .sorted()
                .toList();
    }
}
