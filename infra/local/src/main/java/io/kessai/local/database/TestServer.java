package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Where the databases of tests run. A test run chooses by the system property {@value #PROPERTY}:
 * {@code embedded}, the default, or {@code container}.
 */
public enum TestServer {
    EMBEDDED {
        @Override
        DatabaseServer start(Supplier<ContainerImage> image) {
            return EmbeddedDatabase.temporary(Durability.FAST);
        }
    },
    CONTAINER {
        @Override
        DatabaseServer start(Supplier<ContainerImage> image) {
            return switch (image.get()) {
                case ContainerImage.Present present -> ContainerDatabase.start(present);
                case ContainerImage.Absent(String why) ->
                        throw new OperatingFailure(
                                ExitCode.UNREACHABLE,
                                "-D%s=%s, but %s".formatted(PROPERTY, this, why));
            };
        }
    };

    /** The system property that chooses. */
    public static final String PROPERTY = "kessai.test.database";

    /**
     * Starts a server that is not durable.
     *
     * @param image what a container is made from; not asked for unless one is wanted
     * @throws OperatingFailure when it does not start; never another kind of server instead
     */
    abstract DatabaseServer start(Supplier<ContainerImage> image);

    /** What the property says. */
    static TestServer current() {
        return named(System.getProperty(PROPERTY, EMBEDDED.toString()));
    }

    /**
     * @throws OperatingFailure when there is none of that name
     */
    static TestServer named(String name) {
        for (TestServer server : values()) {
            if (server.toString().equals(name)) {
                return server;
            }
        }
        throw new OperatingFailure(
                ExitCode.WRONG_USAGE,
                "-D%s=%s is neither %s nor %s".formatted(PROPERTY, name, EMBEDDED, CONTAINER));
    }

    /** The name as the property has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
