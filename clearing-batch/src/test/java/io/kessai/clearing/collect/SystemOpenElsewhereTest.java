package io.kessai.clearing.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows' own sharing of files, which no fake tells of: the pipeline of a change runs this there.
 */
@EnabledOnOs(OS.WINDOWS)
final class SystemOpenElsewhereTest {
    private final OpenElsewhere system = new SystemOpenElsewhere();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void delivered() throws IOException {
        file = Files.writeString(folder.resolve("T112 a.ipm"), "test");
    }

    @Test
    void a_file_that_nobody_has_open_is_not_open() throws IOException {
        assertFalse(system.isOpen(file));
        assertEquals("test", Files.readString(file));
    }

    /** Java opens files for everybody to share: that it is open is seen all the same. */
    @Test
    void one_that_is_still_written_is_open_until_it_is_closed() throws IOException {
        try (OutputStream writer = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            writer.write('1');
            assertTrue(system.isOpen(file));
        }
        assertFalse(system.isOpen(file));
    }

    @Test
    void one_that_is_read_is_open_too() throws IOException {
        try (SeekableByteChannel reader = Files.newByteChannel(file)) {
            assertTrue(reader.isOpen());
            assertTrue(system.isOpen(file));
        }
        assertFalse(system.isOpen(file));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void one_that_another_program_has_open_is_open_until_that_dies() throws Exception {
        Process other = holdOpen("ReadWrite", "None");
        assertTrue(system.isOpen(file));
        end(other);
        assertFalse(system.isOpen(file));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void one_that_another_program_shares_is_open_as_well() throws Exception {
        Process other = holdOpen("Write", "ReadWrite, Delete");
        assertTrue(system.isOpen(file));
        end(other);
        assertFalse(system.isOpen(file));
    }

    @Test
    void one_that_must_not_be_written_is_not_open_for_that() throws IOException {
        assertTrue(file.toFile().setReadOnly());
        assertFalse(system.isOpen(file));
        assertTrue(file.toFile().setWritable(true));
    }

    @Test
    void one_that_is_gone_is_said_to_be() throws IOException {
        Files.delete(file);
        assertThrows(NoSuchFileException.class, () -> system.isOpen(file));
    }

    private Process holdOpen(String access, String share) throws IOException {
        String script =
                "$f = [System.IO.File]::Open('%s', 'Open', '%s', '%s'); 'open'; Start-Sleep 60"
                        .formatted(file, access, share);
        Process other =
                new ProcessBuilder(
                                "powershell", "-NoProfile", "-NonInteractive", "-Command", script)
                        .redirectErrorStream(true)
                        .start();
        BufferedReader output = other.inputReader();
        assertEquals("open", output.readLine());
        return other;
    }

    private static void end(Process other) throws InterruptedException {
        other.destroyForcibly().waitFor();
    }
}
