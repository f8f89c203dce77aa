package io.kessai.clearing.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reports in a folder: one appears under its key only when it is whole. */
public final class FolderReports implements ReportStore {
    private final Path folder;

    public FolderReports(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        Path file = folder.resolve(key);
        Path parent = file.getParent() == null ? folder : file.getParent();
        Files.createDirectories(parent);
        Path part = Files.createTempFile(parent, ".", ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
