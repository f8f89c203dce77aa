package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL server in a container, with the settings, the superuser and the logins of an {@link
 * EmbeddedDatabase} that is {@link Durability#FAST}. For tests only: Testcontainers is on the class
 * path of tests, not on that of any program.
 *
 * <p>Testcontainers finds the engine in its own ways ({@code DOCKER_HOST} first) and removes the
 * container when this process ends. Safe for use by several threads.
 */
public final class ContainerDatabase implements DatabaseServer {

    private static final int POSTGRESQL_PORT = 5432;

    private final PostgreSQLContainer container;

    private ContainerDatabase(PostgreSQLContainer container) {
        this.container = container;
    }

    /**
     * Starts one.
     *
     * @param image present on the engine, or one it can pull; its entry point takes the variables
     *     and the command of the official {@code postgres} image
     * @throws OperatingFailure when it does not start, or no engine is found
     */
    public static ContainerDatabase start(ContainerImage.Present image) {
        DockerImageName name =
                DockerImageName.parse(image.name()).asCompatibleSubstituteFor("postgres");
        PostgreSQLContainer container = new PostgreSQLContainer(name);
        container
                .withUsername(SUPERUSER)
                .withPassword(UUID.randomUUID().toString())
                .withDatabaseName(SUPERUSER)
                .withEnv("POSTGRES_INITDB_ARGS", "-E UTF8 --no-locale --no-sync")
                .withCommand(command().toArray(String[]::new));
        try {
            container.start();
        } catch (IllegalStateException | ContainerLaunchException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE,
                    "no PostgreSQL from the image %s: %s".formatted(image.name(), e.getMessage()),
                    e);
        }
        return new ContainerDatabase(container);
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of("postgres"));
        for (String setting : Durability.FAST.serverSettings()) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** Of the addresses of "localhost" the one on which an engine publishes ports for certain. */
    @Override
    public String host() {
        String host = container.getHost();
        return host.equals("localhost") ? "127.0.0.1" : host;
    }

    @Override
    public int port() {
        return container.getMappedPort(POSTGRESQL_PORT);
    }

    @Override
    public String password() {
        return container.getPassword();
    }

    @Override
    public void close() {
        container.stop();
    }
}
