package io.kessai.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrateTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutADatabaseInTheEnvironmentItExplainsItselfAndExits2() {
        assertEquals(2, run(List.of(), Map.of()));
        assertTrue(text(err).startsWith("usage: migrate"), text(err));
    }

    @Test
    void argumentsAreRefusedAsWrongUsage() {
        assertEquals(
                2,
                run(
                        List.of("--clean"),
                        Map.of("KESSAI_DB_URL", "jdbc:postgresql://x/y", "KESSAI_DB_USER", "u")));
    }

    @Test
    void aServerThatIsNotThereExits3InOneLineWithoutThePassword() throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/kessai?password=hidden";
        int code =
                run(
                        List.of(),
                        Map.of(
                                "KESSAI_DB_URL", url,
                                "KESSAI_DB_USER", "kessai",
                                "KESSAI_DB_PASSWORD", "secret"));
        assertEquals(3, code);
        assertEquals(1, text(err).lines().count(), text(err));
        assertTrue(text(err).startsWith("migrate: cannot reach jdbc:postgresql://127.0.0.1:"));
        assertFalse(text(err).contains("secret") || text(err).contains("hidden"), text(err));
    }

    @Test
    void theMigrationsLoginOutranksTheCommonOne() {
        MigrationTarget target =
                MigrationTarget.fromEnvironment(
                                Map.of(
                                        "KESSAI_DB_URL", "jdbc:postgresql://x/y",
                                        "KESSAI_DB_USER", "common",
                                        "KESSAI_DB_PASSWORD", "common password",
                                        "KESSAI_DB_MIGRATIONS_USER", "owner"))
                        .orElseThrow();
        assertEquals(
                new MigrationTarget("jdbc:postgresql://x/y", "owner", "common password"), target);
        assertEquals("owner@jdbc:postgresql://x/y", target.toString());
    }

    private int run(List<String> arguments, Map<String, String> environment) {
        return Migrate.run(arguments, environment, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
