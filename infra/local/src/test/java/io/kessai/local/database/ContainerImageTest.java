package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When tests run in containers, and what is said when they do not. */
class ContainerImageTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir private Path folder = Path.of("");

    @Test
    void withoutTheCommandOrAnEngineThereIsNone() throws IOException {
        ContainerImage.Absent absent =
                new ContainerImage.Absent(
                        "no Docker engine answers: start one, or set DOCKER_HOST to one");
        assertEquals(absent, ContainerImage.find(NOTHING, folder + "/no-such-command"));
        assertEquals(absent, ContainerImage.find(NOTHING, docker("exit 1")));
    }

    @Test
    void theFirstUsualImageThatIsThereIsTaken() throws IOException {
        String has16And15 = docker("case \"$*\" in version|*:16|*:15) exit 0;; *) exit 1;; esac");
        assertEquals(
                new ContainerImage.Present("postgres:16"),
                ContainerImage.find(NOTHING, has16And15));
    }

    @Test
    void aNamedImageIsTheOnlyOneLookedFor() throws IOException {
        Map<String, String> named = Map.of("KESSAI_TEST_IMAGE", "own/postgres:1");
        String hasUsual = docker("case \"$*\" in version|*postgres:18) exit 0;; *) exit 1;; esac");
        assertEquals(
                new ContainerImage.Absent(
                        "the Docker engine neither has nor can pull own/postgres:1: name a PostgreSQL image in KESSAI_TEST_IMAGE"),
                ContainerImage.find(named, hasUsual));
        assertEquals(
                new ContainerImage.Present("own/postgres:1"),
                ContainerImage.find(named, docker("exit 0")));
    }

    @Test
    void anImageThatIsNotThereIsPulled() throws IOException {
        String pulls = docker("case \"$*\" in version|pull*) exit 0;; *) exit 1;; esac");
        assertEquals(
                new ContainerImage.Present("postgres:18"), ContainerImage.find(NOTHING, pulls));
        assertEquals(
                new ContainerImage.Present("own/postgres:1"),
                ContainerImage.find(Map.of("KESSAI_TEST_IMAGE", "own/postgres:1"), pulls));
    }

    private String docker(String script) throws IOException {
        Path file = Files.createTempFile(folder, "docker", "");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
