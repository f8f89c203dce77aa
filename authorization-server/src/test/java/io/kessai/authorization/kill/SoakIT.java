package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.run.DemoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours of traffic in one server: it keeps no memory and no thread of what is over. {@code
 * -Dkessai.test.minutes=M} says for how long.
 */
@Tag("torture")
@Tag("soak")
class SoakIT {
    private static final int RATE_PER_SECOND = 400;
    private static final int MESSAGES_A_ROUND = 20 * RATE_PER_SECOND;
    private static final double HEAP_GROWTH_MAX = 1.5;
    private static final double HEAP_SLACK_BYTES = 24e6;
    private static final double THREADS_SLACK = 4;

    @TempDir private Path folder = Path.of("");

    /** What a server uses. */
    private record Usage(double heapBytes, double threads) {
        static Usage of(DemoServer server) throws Exception {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                            String.valueOf(server.process().processId()),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            String metrics = server.metrics();
            return new Usage(
                    sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
                    sum(metrics, "jvm_threads_live_threads"));
        }

        private static double sum(String metrics, String prefix) {
            return metrics.lines()
                    .filter(line -> line.startsWith(prefix))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    @Test
    void a_server_under_traffic_for_long_grows_no_memory_and_no_threads() throws Exception {
        Duration length = Duration.ofMinutes(Integer.getInteger("kessai.test.minutes", 5));
        long end = System.nanoTime() + length.toNanos();
        long approvals = 0;
        try (KillSystem system = KillSystem.start(folder, 1)) {
            approvals += round(system);
            Usage early = Usage.of(system.server(0));
            while (System.nanoTime() < end) {
                approvals += round(system);
            }
            Usage late = Usage.of(system.server(0));
            System.out.println("soak: " + early + " after one round, " + late + " in the end");
            assertTrue(early.heapBytes > 0 && early.threads > 0, "no metrics: " + early);
            assertTrue(
                    late.heapBytes <= early.heapBytes * HEAP_GROWTH_MAX + HEAP_SLACK_BYTES,
                    "heap after a collection: " + early + ", then " + late);
            assertTrue(late.threads <= early.threads + THREADS_SLACK, "threads: " + early + late);
            assertEquals(approvals, system.approvalsRecorded());
        }
    }

    /** One day of traffic with connections of its own; gives how many requests were approved. */
    private static long round(KillSystem system) throws Exception {
        try (RetryingNetwork network = system.network()) {
            network.send(system.messages(MESSAGES_A_ROUND), RATE_PER_SECOND);
            network.awaitQuiet();
            assertEquals(List.of(), network.repeatUnanswered());
            system.verify(network);
            return network.approvals();
        }
    }
}
