package io.kessai.clearing.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The drop folder of a network's file-transfer client. */
final class Drop {

    /** What transfer clients add to a name until the file is complete. */
    private static final Set<String> UNFINISHED =
            Set.of("part", "tmp", "temp", "filepart", "partial", "crdownload");

    private static final int DIGEST_LETTERS = 32;

    private final Path folder;

    Drop(Path folder) {
        this.folder = folder;
    }

    /** How a file looked at one moment. */
    record Look(long sizeBytes, FileTime changedAt) {}

    /** Every file but those that begin with a dot, in the order of names. */
    List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    /** Empty for a file that is gone. */
    static Optional<Look> look(Path file) throws IOException {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Look(seen.size(), seen.lastModifiedTime()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Whether the name is that of a file on its way. */
    static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot >= 0 && UNFINISHED.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * The name of a file in the inbox: the same content under the same name is the same delivery,
     * and a name may come again with other content.
     */
    static String delivery(Path file, String sha256) {
        String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return name + "/" + sha256.substring(0, DIGEST_LETTERS);
    }
}
