package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.run.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the server in the middle of traffic loses and doubles nothing. */
class ServerKillIT {
    private static final int MESSAGES_A_ROUND = 700;
    private static final int RATE_PER_SECOND = 350;

    @TempDir private Path folder = Path.of("");

    @Test
    @Tag("slow")
    void five_kills_of_the_server_lose_nothing() throws Exception {
        kill(5);
    }

    @Test
    @Tag("torture")
    @Tag("kill")
    void fifty_kills_of_the_server_lose_nothing() throws Exception {
        kill(50);
    }

    private void kill(int rounds) throws Exception {
        try (KillSystem system = KillSystem.start(folder, 1);
                RetryingNetwork network = system.network()) {
            network.changeKeys();
            ServerProcess server = system.server(0).process();
            for (int round = 0; round < rounds; round++) {
                CompletableFuture<Void> sending =
                        KillSystem.sending(
                                network, system.messages(MESSAGES_A_ROUND), RATE_PER_SECOND);
                Thread.sleep(200 + system.random().nextInt(800));
                server.kill();
                server.restart();
                server.awaitReady(KillSystem.READY_TIME_MAX);
                sending.join();
                assertEquals(0, network.answersWith("96"), "malfunctions");
                assertEquals(List.of(), network.repeatUnanswered(), "after kill " + (round + 1));
            }
            assertTrue(network.keysChanged() > rounds, "keys changed: " + network.keysChanged());
            assertTrue(network.linksLost() >= rounds, "links lost: " + network.linksLost());
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }
}
