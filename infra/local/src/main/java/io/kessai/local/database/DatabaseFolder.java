package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one embedded server: {@code data}, {@code postgresql.log} and {@code password}.
 *
 * @param root readable by its owner only
 * @param temporary whether it goes when the server is closed
 */
record DatabaseFolder(Path root, boolean temporary) {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int PASSWORD_BYTES = 16;

    static DatabaseFolder fresh() {
        try {
            return new DatabaseFolder(Files.createTempDirectory("kessai-database"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DatabaseFolder kept(Path root) {
        try {
            Files.createDirectories(root);
            return new DatabaseFolder(root.toRealPath(), false);
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot use the folder " + root, e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    /** The file from which the password of all local logins is read, drawn at the first call. */
    Path passwordFile() throws IOException {
        Path file = root.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PRIVATE_FILE);
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return file;
    }

    boolean initialized() {
        return Files.exists(data().resolve("global/pg_control"));
    }

    /** The last lines the server wrote, on one line, to say why it did not start. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("; ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
        } catch (IOException e) {
            return "no log at " + log();
        }
    }

    void deleteIfTemporary() {
        if (temporary) {
            delete(root);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
