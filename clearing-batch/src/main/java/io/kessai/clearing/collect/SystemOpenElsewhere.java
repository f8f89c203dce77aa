package io.kessai.clearing.collect;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * As the system at hand has it. Windows refuses to open a file for oneself alone while another
 * program has it open; elsewhere only locks of POSIX (fcntl) on what is written can be told.
 */
public final class SystemOpenElsewhere implements OpenElsewhere {

    private static final boolean IS_WINDOWS = File.separatorChar == '\\';

    private static final Set<OpenOption> ALONE =
            Set.of(
                    StandardOpenOption.READ,
                    ExtendedOpenOption.NOSHARE_READ,
                    ExtendedOpenOption.NOSHARE_WRITE,
                    ExtendedOpenOption.NOSHARE_DELETE);

    @Override
    public boolean isOpen(Path file) throws IOException {
        return IS_WINDOWS ? cannotBeAlone(file) : isLocked(file);
    }

    private static boolean cannotBeAlone(Path file) throws IOException {
        try {
            Files.newByteChannel(file, ALONE).close();
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            return true;
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            return lock == null;
        }
    }
}
