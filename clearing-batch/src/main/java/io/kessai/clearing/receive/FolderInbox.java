package io.kessai.clearing.receive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An inbox that is a folder. Names that begin with a dot or end in {@code .part} are still being
 * written and left alone: whoever delivers renames a file when it is complete.
 */
public final class FolderInbox implements Inbox {
    private final Path folder;

    public FolderInbox(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Delivery> list() throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".part")) {
                    deliveries.add(new Delivery(name, Files.size(file)));
                }
            }
        }
        return deliveries;
    }

    @Override
    public InputStream open(Delivery delivery) throws IOException {
        return Files.newInputStream(folder.resolve(delivery.name()));
    }

    @Override
    public void remove(Delivery delivery) throws IOException {
        Files.deleteIfExists(folder.resolve(delivery.name()));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
