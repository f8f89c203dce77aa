package io.kessai.clearing.collect;

import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.Sha256;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes every file of the drop folder that has come to rest: digest, bring to the inbox, verify,
 * say that it is complete, seal into the host's archive, and only then remove the plain file.
 *
 * <p>A kill between any two of these leaves a file that the next run takes up where this one
 * stopped, as the same delivery; that it is complete is said before anybody receives it, and stays
 * said. Files that have not come to rest stay, and stop no other.
 */
public final class Collect {

    private static final String LOCK = ".collect.lock";

    private final Path folder;
    private final Deliveries inbox;
    private final Archive archive;
    private final OpenElsewhere openElsewhere;
    private final Origin origin;
    private final Set<String> again;

    /**
     * Where files come from.
     *
     * @param network whose client fills the folder
     * @param host that it runs on
     */
    public record Origin(String network, String host, LocalDate businessDate) {}

    /**
     * How it is seen that a file is at rest: two looks in a row find the same.
     *
     * @param looks at most; from 2
     */
    public record Patience(int looks, Duration between) {}

    /**
     * @param inbox where files are brought to
     * @param archive this host's own
     * @param again names of files that are brought also if they came before, such as of one that
     *     was refused and is to be received once more
     */
    public Collect(
            Path folder,
            Deliveries inbox,
            Archive archive,
            OpenElsewhere openElsewhere,
            Origin origin,
            Set<String> again) {
        this.folder = folder;
        this.inbox = inbox;
        this.archive = archive;
        this.openElsewhere = openElsewhere;
        this.origin = origin;
        this.again = Set.copyOf(again);
    }

    /**
     * What was found, and what waits in the inbox now.
     *
     * @throws OperatingException {@code STEP_RUNNING} while another process collects here, {@code
     *     FILE_STORE_UNAVAILABLE} when folder, inbox or archive fail: what is not collected by then
     *     stays for the next run
     */
    public CollectResult run(Patience patience) {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(LOCK),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            return told(collect(patience));
        } catch (IOException e) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE,
                    "cannot collect from %s to %s: %s; what is left there waits for the next run"
                            .formatted(folder, inbox, e.getMessage()),
                    e);
        }
    }

    private CollectResult told(List<Collected> files) throws IOException {
        List<String> waiting = inbox.waiting();
        byte[] manifest = Manifest.run(origin, files, waiting);
        String sha256 = hex(Sha256.of(manifest));
        String name = "%s/%s.json".formatted(origin.businessDate(), sha256);
        return new CollectResult(files, waiting, inbox.keepManifest(name, manifest), sha256);
    }

    private FileLock lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process.
        }
        throw new OperatingException(
                ErrorCode.STEP_RUNNING, "another process collects from %s".formatted(folder));
    }

    private List<Collected> collect(Patience patience) throws IOException {
        Map<Path, Optional<Drop.Look>> seen = new HashMap<>();
        List<Path> files = new Drop(folder).files();
        List<Path> restless = files.stream().filter(file -> !Drop.isUnfinished(file)).toList();
        for (int look = 0; look < patience.looks() && !restless.isEmpty(); look++) {
            if (look > 0) {
                pause(patience);
            }
            restless = lookAgain(restless, seen);
        }
        List<Collected> found = new ArrayList<>();
        for (Path file : files) {
            found.add(
                    restless.contains(file)
                            ? Collected.left(name(file), Outcome.GROWING)
                            : take(file, seen.getOrDefault(file, Optional.empty())));
        }
        return found;
    }

    /** Those that do not look as they did. */
    private static List<Path> lookAgain(List<Path> files, Map<Path, Optional<Drop.Look>> seen)
            throws IOException {
        List<Path> restless = new ArrayList<>();
        for (Path file : files) {
            Optional<Drop.Look> look = Drop.look(file);
            Optional<Drop.Look> before = seen.put(file, look);
            if (look.isPresent() && !look.equals(before)) {
                restless.add(file);
            }
        }
        return restless;
    }

    private static void pause(Patience patience) {
        try {
            Thread.sleep(patience.between());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE, "interrupted while waiting for files", e);
        }
    }

    private Collected take(Path file, Optional<Drop.Look> rest) throws IOException {
        if (Drop.isUnfinished(file)) {
            return Collected.left(name(file), Outcome.HALF_WRITTEN);
        }
        if (rest.isEmpty()) {
            return Collected.left(name(file), Outcome.VANISHED);
        }
        String sha256;
        try {
            if (openElsewhere.isOpen(file)) {
                return Collected.left(name(file), Outcome.LOCKED);
            }
            if (rest.get().sizeBytes() == 0) {
                return Collected.left(name(file), Outcome.EMPTY);
            }
            sha256 = hex(Sha256.of(Files.newInputStream(file)));
        } catch (FileSystemException e) {
            return Collected.left(name(file), outcome(e));
        }
        if (!Drop.look(file).equals(rest)) {
            return Collected.left(name(file), Outcome.GROWING);
        }
        try {
            return bring(file, rest.get(), sha256);
        } catch (UnchangedContent.ChangedException _) {
            return Collected.left(name(file), Outcome.GROWING);
        } catch (FileSystemException e) {
            if (!file.toString().equals(e.getFile())) {
                throw e;
            }
            return Collected.left(name(file), outcome(e));
        }
    }

    /** Of a file of the drop folder that could not be read. */
    private static Outcome outcome(FileSystemException e) {
        return e instanceof NoSuchFileException ? Outcome.VANISHED : Outcome.LOCKED;
    }

    private Collected bring(Path file, Drop.Look rest, String sha256) throws IOException {
        String delivery = Drop.delivery(file, sha256);
        boolean isNew = again.contains(name(file)) || !inbox.isComplete(delivery);
        if (isNew) {
            try (InputStream plain = plain(file, sha256)) {
                inbox.bring(delivery, facts(sha256), plain);
            }
            verify(sha256, inbox.open(delivery), delivery, inbox.toString());
            inbox.complete(delivery, Manifest.entry(name(file), delivery, sha256, origin));
        }
        String key = delivery + ".sealed";
        try (InputStream plain = plain(file, sha256)) {
            archive.keep(key, plain);
        }
        verify(sha256, archive.open(key), key, archive.toString());
        return new Collected(
                name(file),
                remove(file, rest, isNew ? Outcome.COLLECTED : Outcome.ALREADY_COLLECTED),
                Optional.of(delivery),
                Optional.of(sha256));
    }

    private static InputStream plain(Path file, String sha256) throws IOException {
        return new UnchangedContent(Files.newInputStream(file), sha256);
    }

    /** What has come under its name since is another file, and stays. */
    private static Outcome remove(Path file, Drop.Look rest, Outcome collected) throws IOException {
        if (Drop.look(file).filter(look -> !look.equals(rest)).isPresent()) {
            return Outcome.NOT_REMOVED;
        }
        try {
            Files.deleteIfExists(file);
            return collected;
        } catch (FileSystemException _) {
            return Outcome.NOT_REMOVED;
        }
    }

    private Map<String, String> facts(String sha256) {
        return Map.of(
                "network", origin.network(),
                "business-date", origin.businessDate().toString(),
                "host", origin.host(),
                "sha256", sha256);
    }

    private static void verify(String sha256, InputStream kept, String name, String where)
            throws IOException {
        if (!sha256.equals(hex(Sha256.of(kept)))) {
            throw new IOException(
                    "%s does not give back %s as it was given; compare it and remove it"
                            .formatted(where, name));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
