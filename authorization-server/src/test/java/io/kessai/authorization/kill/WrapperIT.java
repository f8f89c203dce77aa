package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.OperatingFailure;
import io.kessai.local.network.RetryingNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged programs through the AWS Advanced JDBC Wrapper, on a PostgreSQL that is no Aurora.
 */
@Tag("slow")
class WrapperIT {
    private static final int MESSAGES = 600;
    private static final int RATE_PER_SECOND = 200;

    @TempDir private Path folder = Path.of("");

    @Test
    void server_and_audit_agree_through_the_wrapper() throws Exception {
        try (KillSystem system =
                        KillSystem.start(
                                folder,
                                1,
                                wrapped(
                                        "initialConnection,auroraConnectionTracker,failover2,efm2"));
                RetryingNetwork network = system.network()) {
            KillSystem.sending(network, system.messages(MESSAGES), RATE_PER_SECOND).join();
            assertEquals(0, network.linksLost(), () -> "links lost: " + network.losses());
            system.verify(network);
            assertTrue(network.approvals() > 0, "nothing was approved: the test shows nothing");
            assertEquals(network.approvals(), system.approvalsRecorded());
        }
    }

    @Test
    void a_server_with_a_plugin_that_changes_sessions_in_silence_does_not_start() throws Exception {
        assertThrows(
                OperatingFailure.class,
                () -> KillSystem.start(folder, 1, wrapped("readWriteSplitting")));
        String log = Files.readString(folder.resolve("server-0").resolve("server.log"));
        assertTrue(
                log.contains("kessai.db.url: plugin readWriteSplitting is not one of"), () -> log);
    }

    private static UnaryOperator<String> wrapped(String plugins) {
        return url ->
                url.replaceFirst("^jdbc:", "jdbc:aws-wrapper:") + "?wrapperPlugins=" + plugins;
    }
}
