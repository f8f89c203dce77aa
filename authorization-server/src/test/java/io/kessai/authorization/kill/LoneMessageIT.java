package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.network.Kind;
import io.kessai.local.network.Request;
import io.kessai.local.network.RetryingNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A message that is alone pays for its own flush of the WAL: kills of processes alone would pass on
 * a database that never writes to the disk.
 */
@Tag("slow")
class LoneMessageIT {
    private static final int WARM_UP = 20;
    private static final int MESSAGES = 50;
    private static final int FIRST_VERSION_WITH_IO_STATISTICS_OF_WAL = 180_000;

    /** A session reports its statistics at most once a second, at the end of a transaction. */
    private static final int STATISTICS_MILLIS = 1_100;

    @TempDir private Path folder = Path.of("");

    @Test
    void each_lone_message_costs_at_least_one_flush_of_the_wal() throws Exception {
        try (KillSystem system = KillSystem.start(folder, 1);
                RetryingNetwork network = system.network()) {
            Request purchase = purchase(system);
            sendApart(network, purchase, 0, WARM_UP);
            Thread.sleep(STATISTICS_MILLIS);
            sendApart(network, purchase, WARM_UP, 1);
            long before = flushes(system);
            sendApart(network, purchase, WARM_UP + 1, MESSAGES - 1);
            Thread.sleep(STATISTICS_MILLIS);
            sendApart(network, purchase, WARM_UP + MESSAGES, 1);
            long flushed = flushes(system) - before;
            assertEquals(0, network.unansweredSends(), () -> "links lost: " + network.losses());
            assertTrue(flushed >= MESSAGES, flushed + " flushes for " + MESSAGES + " messages");
        }
    }

    private static Request purchase(KillSystem system) {
        return system.messages(500).stream()
                .filter(request -> request.kind() == Kind.PURCHASE && !request.isRepeat())
                .findFirst()
                .orElseThrow();
    }

    /** Purchases with one card, so all in one lane; each is answered before the next is sent. */
    private static void sendApart(RetryingNetwork network, Request purchase, int from, int count)
            throws InterruptedException {
        for (int i = from; i < from + count; i++) {
            Request own = purchase.with(11, String.format(Locale.ROOT, "%06d", i + 1));
            network.send(List.of(own), 1_000);
            network.awaitQuiet();
        }
    }

    private static long flushes(KillSystem system) throws Exception {
        long version = system.number("select current_setting('server_version_num')::int");
        return system.number(
                version < FIRST_VERSION_WITH_IO_STATISTICS_OF_WAL
                        ? "select wal_sync from pg_stat_wal"
                        : """
                        select sum(fsyncs)
                        from pg_stat_io
                        where object = 'wal'
                        """);
    }
}
