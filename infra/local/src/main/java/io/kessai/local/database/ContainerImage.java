package io.kessai.local.database;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL image for tests in containers, if this machine has an engine and can have one. */
public sealed interface ContainerImage {

    /** Names the image to use; without it the {@link #USUAL} ones are looked for. */
    String VARIABLE = "KESSAI_TEST_IMAGE";

    /** Images that a developer may have; where none is present, the first is pulled. */
    List<String> USUAL = List.of("postgres:18", "postgres:17", "postgres:16", "postgres:15");

    /** How long an engine may take to answer, when all processors are busy. */
    Duration ANSWER_TIME_MAX = Duration.ofSeconds(10);

    Duration PULL_TIME_MAX = Duration.ofMinutes(5);

    /** An engine runs and has it. */
    record Present(String name) implements ContainerImage {}

    /**
     * Tests in containers cannot run.
     *
     * @param why in a few words, with the remedy, for one line
     */
    record Absent(String why) implements ContainerImage {}

    /** Asks the {@code docker} command. */
    static ContainerImage find(Map<String, String> environment) {
        return find(environment, "docker");
    }

    /**
     * The image named, else the first usual one that is present, else one that is pulled.
     *
     * @param command that takes Docker's arguments
     */
    static ContainerImage find(Map<String, String> environment, String command) {
        if (!succeeds(ANSWER_TIME_MAX, command, "version")) {
            return new Absent("no Docker engine answers: start one, or set DOCKER_HOST to one");
        }
        String named = environment.getOrDefault(VARIABLE, "");
        List<String> wanted = named.isBlank() ? USUAL : List.of(named);
        for (String image : wanted) {
            if (succeeds(ANSWER_TIME_MAX, command, "image", "inspect", image)) {
                return new Present(image);
            }
        }
        if (succeeds(PULL_TIME_MAX, command, "pull", "--quiet", wanted.getFirst())) {
            return new Present(wanted.getFirst());
        }
        return new Absent(
                "the Docker engine neither has nor can pull %s: name a PostgreSQL image in %s"
                        .formatted(wanted.getFirst(), VARIABLE));
    }

    private static boolean succeeds(Duration limit, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
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
