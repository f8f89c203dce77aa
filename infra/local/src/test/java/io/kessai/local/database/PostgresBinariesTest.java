package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.OperatingFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose PostgreSQL is started. */
class PostgresBinariesTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void theOneOnTheClassPathUnlessAnotherIsNamed() {
        Path cache = ServerUser.current().cache();
        PostgresBinaries unpacked = PostgresBinaries.find(Map.of(PostgresBinaries.OWN, " "), cache);
        assertTrue(Files.isExecutable(unpacked.program("postgres")));
        String named = unpacked.folder().toString();
        assertEquals(unpacked, PostgresBinaries.find(Map.of(PostgresBinaries.OWN, named), folder));
    }

    @Test
    void aFolderWithoutAServerIsRefused() {
        OperatingFailure refused =
                assertThrows(
                        OperatingFailure.class,
                        () ->
                                PostgresBinaries.find(
                                        Map.of(PostgresBinaries.OWN, folder.toString()), folder));
        assertEquals(
                "KESSAI_POSTGRESQL names %s, which has no bin/postgres: name the folder above bin"
                        .formatted(folder),
                refused.getMessage());
    }
}
