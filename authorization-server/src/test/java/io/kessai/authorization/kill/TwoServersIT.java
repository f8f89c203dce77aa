package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.network.Forwarder;
import io.kessai.local.network.LinkAddress;
import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.run.DemoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database answer as one, and can be replaced while they do. */
@Tag("slow")
class TwoServersIT {
    private static final int RATE_PER_SECOND = 350;

    /** The drain limit of the server's default configuration, and what a JVM needs to end. */
    private static final Duration END_TIME_MAX = Duration.ofSeconds(5 + 5);

    private static final Set<Integer> GOOD_ENDS = Set.of(0, 143);

    @TempDir private Path folder = Path.of("");

    @Test
    void copies_sent_to_both_servers_at_once_are_one_message() throws Exception {
        try (KillSystem system = KillSystem.start(folder, 2);
                RetryingNetwork network = system.network()) {
            network.send(system.messages(3_000), RATE_PER_SECOND);
            network.awaitQuiet();
            assertEquals(0, network.unansweredSends(), () -> "links lost: " + network.losses());
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }

    @Test
    void both_servers_are_replaced_under_traffic_and_no_message_stays_unanswered()
            throws Exception {
        try (KillSystem system = KillSystem.start(folder, 2);
                Balancer balancer = Balancer.over(system.server(0));
                RetryingNetwork network = system.network(balancer.links())) {
            balancer.add(system.server(1));
            CompletableFuture<Void> sending =
                    KillSystem.sending(network, system.messages(7_000), RATE_PER_SECOND);
            Thread.sleep(1_000);
            for (DemoServer old : List.of(system.server(0), system.server(1))) {
                DemoServer fresh = system.startServer();
                balancer.add(fresh);
                balancer.remove(old);
                drain(old);
            }
            assertTrue(network.linksLost() > 0, "no link was moved");
            sending.join();
            assertEquals(List.of(), network.repeatUnanswered());
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }

    private static void drain(DemoServer server) throws InterruptedException {
        long from = System.nanoTime();
        server.process().terminate();
        int code = server.process().awaitEnd();
        Duration taken = Duration.ofNanos(System.nanoTime() - from);
        assertTrue(GOOD_ENDS.contains(code), "exit code " + code);
        assertTrue(taken.compareTo(END_TIME_MAX) < 0, "SIGTERM took " + taken);
    }

    /** A forwarder before each port of the servers. */
    private record Balancer(List<LinkAddress> links, List<Forwarder> forwarders)
            implements AutoCloseable {

        /** As many links as the server has, each through a forwarder of its own. */
        static Balancer over(DemoServer server) throws Exception {
            List<LinkAddress> links = new ArrayList<>();
            List<Forwarder> forwarders = new ArrayList<>();
            for (LinkAddress direct : server.links()) {
                Forwarder forwarder = Forwarder.to(List.of(direct.port()));
                forwarders.add(forwarder);
                links.add(
                        new LinkAddress(
                                direct.name(),
                                direct.network(),
                                direct.host(),
                                forwarder.port(),
                                direct.dialect(),
                                direct.frames()));
            }
            return new Balancer(links, forwarders);
        }

        void add(DemoServer server) {
            for (int i = 0; i < forwarders.size(); i++) {
                forwarders.get(i).add(server.links().get(i).port());
            }
        }

        void remove(DemoServer server) {
            for (int i = 0; i < forwarders.size(); i++) {
                forwarders.get(i).remove(server.links().get(i).port());
            }
        }

        @Override
        public void close() throws Exception {
            for (Forwarder forwarder : forwarders) {
                forwarder.close();
            }
        }
    }
}
