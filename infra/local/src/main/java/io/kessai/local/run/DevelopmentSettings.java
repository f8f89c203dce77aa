package io.kessai.local.run;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.proofs.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/**
 * The configuration that the server reads in Quarkus' development mode, beside its own. Immutable.
 *
 * @param database whose URL and server login it names
 */
record DevelopmentSettings(DatabaseEndpoint database) {

    /** The file's name in {@link Checkout#localData()}, as the server's configuration has it. */
    static final String FILE = "dev.properties";

    /** Above the server's own file (250), below the environment (300). */
    private static final String ORDINAL = "260";

    /**
     * Writes the file, readable by its owner alone: it has a password in it.
     *
     * @return where it is
     */
    Path write(Checkout checkout) {
        Path file = checkout.localData().resolve(FILE);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (Writer out = Files.newBufferedWriter(file)) {
                properties().store(out, "Written by ./kessai up --database-only.");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties properties() {
        Login login = database.login(DatabaseRole.SERVER);
        Properties properties = new Properties();
        properties.setProperty("config_ordinal", ORDINAL);
        properties.putAll(TestKeys.properties());
        properties.setProperty("kessai.db.url", database.url());
        properties.setProperty("kessai.db.server.user", login.user());
        properties.setProperty("kessai.db.server.password", login.password());
        return properties;
    }
}
