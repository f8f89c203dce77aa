package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.proofs.TestKeys;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server is told in development mode. */
class DevelopmentSettingsTest {

    private static final DatabaseEndpoint DATABASE =
            DatabaseEndpoint.fromEnvironment(
                            Map.of(
                                    "KESSAI_DB_URL", "jdbc:postgresql://127.0.0.1:1/kessai",
                                    "KESSAI_DB_USER", "common",
                                    "KESSAI_DB_SERVER_USER", "server",
                                    "KESSAI_DB_SERVER_PASSWORD", "back\\slash=and:more"))
                    .orElseThrow();

    @TempDir private Path root = Path.of("");

    @Test
    void theFileHasTheDatabaseTheServersLoginAndTestKeysAndIsItsOwnersAlone() throws IOException {
        Path file = new DevelopmentSettings(DATABASE).write(new Checkout(root));
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        assertEquals(root.resolve(".kessai/dev.properties"), file);
        Map<String, String> expected = new TreeMap<>(TestKeys.properties());
        expected.put("config_ordinal", "260");
        expected.put("kessai.db.url", "jdbc:postgresql://127.0.0.1:1/kessai");
        expected.put("kessai.db.server.user", "server");
        expected.put("kessai.db.server.password", "back\\slash=and:more");
        assertEquals(expected, read);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theServersConfigurationReadsThatFile() throws IOException {
        Properties server = new Properties();
        Path module = Checkout.find().root().resolve("authorization-server");
        try (Reader in =
                Files.newBufferedReader(
                        module.resolve("src/main/resources/application.properties"))) {
            server.load(in);
        }
        Path named = module.resolve(server.getProperty("%dev.smallrye.config.locations"));
        Path written = Checkout.find().localData().resolve(DevelopmentSettings.FILE);
        assertEquals(written, named.normalize());
    }

    @Test
    void writingAgainReplacesIt() throws IOException {
        Checkout checkout = new Checkout(root);
        new DevelopmentSettings(DATABASE).write(checkout);
        Path file = new DevelopmentSettings(DATABASE).write(checkout);
        assertEquals(1, Files.readString(file).split("config_ordinal", -1).length - 1);
    }
}
