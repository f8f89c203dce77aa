package io.kessai.local.database;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL image for tests in containers, if this machine has an engine and the image: nothing
 * is ever pulled. Looking takes a second at most for each image.
 */
public sealed interface ContainerImage {

    /** Names the image to use; without it the {@link #USUAL} ones are looked for. */
    String VARIABLE = "KESSAI_TEST_IMAGE";

    /** Images that a developer may have. */
    List<String> USUAL = List.of("postgres:18", "postgres:17", "postgres:16", "postgres:15");

    /** An engine runs and has it. */
    record Present(String name) implements ContainerImage {}

    /**
     * Tests in containers cannot run.
     *
     * @param why in a few words, for one line
     */
    record Absent(String why) implements ContainerImage {}

    /** Asks the {@code docker} command. */
    static ContainerImage find(Map<String, String> environment) {
        return find(environment, "docker");
    }

    /**
     * @param command that takes Docker's arguments
     */
    static ContainerImage find(Map<String, String> environment, String command) {
        if (!succeeds(command, "version")) {
            return new Absent("no Docker engine answers");
        }
        String named = environment.getOrDefault(VARIABLE, "");
        List<String> wanted = named.isBlank() ? USUAL : List.of(named);
        for (String image : wanted) {
            if (succeeds(command, "image", "inspect", image)) {
                return new Present(image);
            }
        }
        return new Absent("the Docker engine has none of " + String.join(", ", wanted));
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
