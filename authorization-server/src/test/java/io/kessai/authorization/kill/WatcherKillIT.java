package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.run.Checkout;
import io.kessai.local.run.DemoWatcher;
import io.kessai.local.run.ServerProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watcher under traffic whose server is killed, and who is killed itself: it misses nothing. */
class WatcherKillIT {
    private static final int MESSAGES_A_ROUND = 400;
    private static final int RATE_PER_SECOND = 400;

    @TempDir private Path folder = Path.of("");

    @Test
    @Tag("slow")
    void two_kills_of_the_server_and_one_of_the_watcher_miss_nothing() throws Exception {
        try (KillSystem system = KillSystem.start(folder, 1);
                RetryingNetwork network = system.network();
                DemoWatcher watcher =
                        DemoWatcher.start(Checkout.find(), system.server(0).grpcPort(), folder)) {
            ServerProcess server = system.server(0).process();
            for (int round = 0; round < 2; round++) {
                CompletableFuture<Void> sending =
                        KillSystem.sending(
                                network, system.messages(MESSAGES_A_ROUND), RATE_PER_SECOND);
                Thread.sleep(200 + system.random().nextInt(500));
                server.kill();
                if (round == 1) {
                    watcher.reconnect();
                }
                server.restart();
                server.awaitReady(KillSystem.READY_TIME_MAX);
                sending.join();
            }
            system.verify(network);
            String verdict = watcher.verdict(system.database().endpoint("kessai"));
            assertFalse(verdict.startsWith("WRONG"), verdict);
            assertTrue(system.number("select count(*) from events") > MESSAGES_A_ROUND, verdict);
        }
    }
}
