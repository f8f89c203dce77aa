package io.kessai.clearing.receive;

import io.kessai.vault.FileSeal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** An archive that is a folder: a file appears under its key only when it is on the disk whole. */
public final class FolderArchive implements Archive {
    private final Path folder;
    private final FileSeal seal;

    public FolderArchive(Path folder, FileSeal seal) {
        this.folder = folder;
        this.seal = seal;
    }

    @Override
    public void keep(String key, InputStream plain) throws IOException {
        Path file = folder.resolve(key);
        if (Files.exists(file)) {
            return;
        }
        Path parent = file.getParent() == null ? folder : file.getParent();
        Files.createDirectories(parent);
        Path part = Files.createTempFile(parent, ".", ".part");
        try {
            write(part, plain);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        sync(parent);
    }

    private void write(Path part, InputStream plain) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            OutputStream sealing = seal.sealing(new Uncloseable(out));
            plain.transferTo(sealing);
            sealing.close();
            channel.force(true);
        }
    }

    /** A rename is on the disk when its folder is. Not every platform can open one. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows cannot, and does not need it.
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        return seal.opening(new BufferedInputStream(Files.newInputStream(folder.resolve(key))));
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Lets the sealing stream write its last chunk without closing the file under it. */
    private static final class Uncloseable extends OutputStream {
        private final OutputStream out;

        Uncloseable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }
}
