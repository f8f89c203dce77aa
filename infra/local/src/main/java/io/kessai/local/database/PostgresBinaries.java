package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs on the class path (one Maven artifact per platform and version), unpacked
 * once per machine and version; or an installation of one's own.
 *
 * @param folder contains {@code bin}
 */
record PostgresBinaries(Path folder) {

    /** Names an installation of one's own, 15 or newer. */
    static final String OWN = "KESSAI_POSTGRESQL";

    private static final int OWNER_EXECUTES = 0100;

    /**
     * What {@code KESSAI_POSTGRESQL} names, else as {@link #unpack}.
     *
     * @throws OperatingFailure when the folder it names has no {@code bin/postgres}
     */
    static PostgresBinaries find(Map<String, String> environment, Path cache) {
        if (!isOwn(environment)) {
            return unpack(cache);
        }
        String named = environment.getOrDefault(OWN, "");
        PostgresBinaries own = new PostgresBinaries(Path.of(named).toAbsolutePath());
        if (!Files.isExecutable(own.program("postgres"))) {
            throw new OperatingFailure(
                    ExitCode.REFUSED,
                    "%s names %s, which has no bin/postgres: name the folder above bin"
                            .formatted(OWN, named));
        }
        return own;
    }

    static boolean isOwn(Map<String, String> environment) {
        return !environment.getOrDefault(OWN, "").isBlank();
    }

    /**
     * Unpacks the archive for this platform unless that was done before. Safe for several processes
     * at once.
     *
     * @param cache where unpacked versions are kept, one folder for each archive's SHA-256
     * @throws OperatingFailure when the class path has no archive for this platform
     */
    static PostgresBinaries unpack(Path cache) {
        String resource = "/postgres-%s.txz".formatted(platform());
        try {
            Files.createDirectories(cache);
            Path folder = cache.resolve("postgresql-" + digest(resource).substring(0, 16));
            try (FileChannel channel =
                            FileChannel.open(
                                    cache.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                if (!Files.isDirectory(folder)) {
                    extract(resource, cache, folder);
                }
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "cannot unpack PostgreSQL below " + cache + ": " + e, e);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return "%s-%s"
                .formatted(
                        system.startsWith("mac") ? "darwin" : system,
                        machine.equals("aarch64") ? "arm_64" : "x86_64");
    }

    private static void extract(String resource, Path cache, Path folder) throws IOException {
        Path unfinished = Files.createTempDirectory(cache, "unfinished");
        try (InputStream packed = open(resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(tar, entry, unfinished);
            }
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String digest(String resource) throws IOException {
        try (InputStream packed = open(resource)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream packed = PostgresBinaries.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new OperatingFailure(
                    ExitCode.REFUSED,
                    "no PostgreSQL for this platform on the class path (%s); set KESSAI_DB_URL to a server of your own"
                            .formatted(resource));
        }
        return packed;
    }
}
