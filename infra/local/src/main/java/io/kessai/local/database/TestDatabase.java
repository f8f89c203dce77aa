package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Databases for tests: one fast server per test process, started at first use, and a fresh migrated
 * database for whoever asks. Safe for use by several threads.
 *
 * <p>The server is embedded or in a container, as {@link TestServer} says, and not durable. A test
 * that kills it starts its own {@link EmbeddedDatabase}. The classes of tests that use this one are
 * tagged {@code database}: those are run again on a container where one can be had.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "kessai_template";

    private final DatabaseServer server;
    private final AtomicInteger created = new AtomicInteger();

    /** Copies and drops while tests run: these are a third of the time of a short test. */
    private final Executor meanwhile =
            Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().name("test databases").daemon().factory());

    private CompletableFuture<String> next;

    private TestDatabase(DatabaseServer server, String migrations) {
        this.server = server;
        LocalSchema.prepare(
                server.superuserEndpoint(DatabaseServer.SUPERUSER),
                server.url(TEMPLATE),
                TEMPLATE,
                migrations);
        next = copy();
    }

    private static final class Shared {
        private static final TestDatabase INSTANCE = with(LocalSchema.SHIPPED_MIGRATIONS);
    }

    /** The one of this test process, with the shipped migrations. It ends with the process. */
    public static TestDatabase shared() {
        return Shared.INSTANCE;
    }

    /** A server of its own with other migrations, for tests of this package. */
    static TestDatabase with(String migrations) {
        return new TestDatabase(
                TestServer.current().start(() -> ContainerImage.find(System.getenv())), migrations);
    }

    /**
     * Gives a database with all migrations and no rows but theirs. One is always copied ahead, in
     * about 0.2 s.
     *
     * @return the endpoint with one least-privilege login for every role
     */
    public DatabaseEndpoint createFromTemplate() {
        CompletableFuture<String> ready;
        synchronized (this) {
            ready = next;
            next = copy();
        }
        try {
            return server.endpoint(ready.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof OperatingFailure failure ? failure : e;
        }
    }

    private CompletableFuture<String> copy() {
        String name = "kessai_test_" + created.incrementAndGet();
        return CompletableFuture.supplyAsync(
                () -> {
                    execute("create database %s template %s".formatted(name, TEMPLATE));
                    return name;
                },
                meanwhile);
    }

    /** The same database as its superuser, to arrange what no role may do and to look at all. */
    public DatabaseEndpoint superuser(DatabaseEndpoint endpoint) {
        return server.superuserEndpoint(DatabaseServer.SUPERUSER).withUrl(endpoint.url());
    }

    /** Ends whatever sessions the database still has and removes it; nobody waits for it. */
    public void drop(DatabaseEndpoint endpoint) {
        CompletableFuture<Void> _ = dropping(endpoint);
    }

    /** Done when the database is gone. */
    CompletableFuture<Void> dropping(DatabaseEndpoint endpoint) {
        String name = endpoint.url().substring(endpoint.url().lastIndexOf('/') + 1);
        String drop = "drop database if exists %s with (force)".formatted(name);
        return CompletableFuture.runAsync(() -> execute(drop), meanwhile);
    }

    /** The server behind it. */
    public DatabaseServer server() {
        return server;
    }

    private void execute(String sql) {
        try (Connection connection =
                        server.superuserEndpoint(DatabaseServer.SUPERUSER)
                                .connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new OperatingFailure(ExitCode.REFUSED, sql + ": " + e.getMessage(), e);
        }
    }
}
