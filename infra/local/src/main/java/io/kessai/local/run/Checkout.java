package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with the sources and what was built from them.
 *
 * @param root the folder in which {@code ./kessai} is
 */
public record Checkout(Path root) {

    /** The system property in which {@code ./kessai} names the folder. */
    static final String PROPERTY = "kessai.root";

    /**
     * The folder {@code ./kessai} was started from, else the nearest one above the working
     * directory.
     *
     * @throws OperatingFailure when there is none
     */
    public static Checkout find() {
        Path start = Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("kessai"))
                    && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return new Checkout(folder);
            }
        }
        throw new OperatingFailure(
                ExitCode.REFUSED,
                "neither %s nor a folder above it is a checkout".formatted(start));
    }

    /** Where local data is kept: the database of {@code up}, logs, the built program. */
    public Path localData() {
        return root.resolve(".kessai");
    }

    /**
     * The packaged authorization server.
     *
     * @throws OperatingFailure when it was not built
     */
    public Path serverJar() {
        return program("authorization-server", "the server");
    }

    /**
     * The packaged clearing program.
     *
     * @throws OperatingFailure when it was not built
     */
    public Path clearingJar() {
        return program("clearing-batch", "the clearing program");
    }

    private Path program(String module, String name) {
        Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new OperatingFailure(ExitCode.REFUSED, name + " is not built: " + jar);
        }
        return jar;
    }
}
