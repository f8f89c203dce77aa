package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A primary and its synchronous standby, two servers of our own: a commit is on both disks before
 * it is answered. Not for use by several threads.
 */
public final class ReplicatedDatabase implements AutoCloseable {

    private static final String STANDBY = "standby";
    private static final String SIGNAL_FILE = "standby.signal";
    private static final Duration FOLLOW_TIME_MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** The standby may begin late, and be gone for a while. */
    private static final List<String> SETTINGS = List.of("wal_keep_size=256MB");

    private final EmbeddedDatabase primary;
    private final EmbeddedDatabase standby;

    private ReplicatedDatabase(EmbeddedDatabase primary, EmbeddedDatabase standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /**
     * Starts both; their folders are deleted by {@link #close}.
     *
     * @param prepare is done on the primary before the standby is copied from it
     * @throws OperatingFailure when one of them does not start or follow
     */
    public static ReplicatedDatabase temporary(Consumer<EmbeddedDatabase> prepare) {
        EmbeddedDatabase primary = EmbeddedDatabase.temporary(Durability.DURABLE, SETTINGS);
        try {
            prepare.accept(primary);
            DatabaseFolder copy = DatabaseFolder.fresh();
            primary.stop();
            copy(primary.folder(), copy.root());
            follow(primary, copy);
            primary.start();
            EmbeddedDatabase standby = EmbeddedDatabase.on(copy, Durability.DURABLE, SETTINGS);
            ReplicatedDatabase both = new ReplicatedDatabase(primary, standby);
            both.waitForStandby();
            return both;
        } catch (RuntimeException e) {
            primary.close();
            throw e;
        } catch (IOException e) {
            primary.close();
            throw new OperatingFailure(ExitCode.REFUSED, "cannot copy the primary: " + e, e);
        }
    }

    private static void follow(EmbeddedDatabase primary, DatabaseFolder copy) throws IOException {
        Files.createFile(copy.data().resolve(SIGNAL_FILE));
        Files.writeString(
                copy.data().resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=%s port=%d user=%s password=%s application_name=%s'%n"
                        .formatted(
                                primary.host(),
                                primary.port(),
                                DatabaseServer.SUPERUSER,
                                primary.password(),
                                STANDBY),
                StandardOpenOption.APPEND);
    }

    /** From now on no commit is answered without it. */
    private void waitForStandby() {
        change(primary, "alter system set synchronous_standby_names = '%s'".formatted(STANDBY));
        change(primary, "select pg_reload_conf()");
        awaitSynchronous();
    }

    /** Waits until the standby confirms commits. */
    public void awaitSynchronous() {
        await("select exists (select from pg_stat_replication where sync_state = 'sync')", primary);
    }

    public EmbeddedDatabase primary() {
        return primary;
    }

    public EmbeddedDatabase standby() {
        return standby;
    }

    /**
     * Makes the standby the primary, once the primary's processes are gone. That one cannot come
     * back as a second primary: started on its folder, it is a standby that nobody feeds.
     */
    public void promote() {
        if (primary.running()) {
            throw new IllegalStateException("the primary runs: stop or kill it first");
        }
        try {
            Files.createFile(primary.folder().resolve("data").resolve(SIGNAL_FILE));
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "the primary is not fenced: " + e, e);
        }
        change(standby, "select pg_promote(true, 60)");
    }

    /** The JDBC URL of a database, on whichever of both is the primary. */
    public String url(String database) {
        return "jdbc:postgresql://%s:%d,%s:%d/%s?targetServerType=primary"
                .formatted(
                        primary.host(), primary.port(), standby.host(), standby.port(), database);
    }

    /** As {@link DatabaseServer#endpoint}, on whichever of both is the primary. */
    public DatabaseEndpoint endpoint(String database) {
        return primary.endpoint(database).withUrl(url(database));
    }

    /** As {@link DatabaseServer#superuserEndpoint}, on whichever of both is the primary. */
    public DatabaseEndpoint superuserEndpoint(String database) {
        return primary.superuserEndpoint(database).withUrl(url(database));
    }

    /** Whether a server takes no writes. */
    public static boolean isStandby(EmbeddedDatabase server) {
        return holds("select pg_is_in_recovery()", server);
    }

    private static void await(String claim, EmbeddedDatabase server) {
        long deadline = System.nanoTime() + FOLLOW_TIME_MAX.toNanos();
        while (!holds(claim, server)) {
            if (System.nanoTime() - deadline > 0) {
                throw new OperatingFailure(
                        ExitCode.UNREACHABLE, "the standby does not follow: " + claim);
            }
            Processes.sleep(PAUSE);
        }
    }

    private static boolean holds(String claim, EmbeddedDatabase server) {
        try (Connection connection = superuser(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(claim)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new OperatingFailure(ExitCode.UNREACHABLE, "cannot ask: " + claim, e);
        }
    }

    private static void change(EmbeddedDatabase server, String sql) {
        try (Connection connection = superuser(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot " + sql, e);
        }
    }

    private static Connection superuser(EmbeddedDatabase server) throws SQLException {
        return server.superuserEndpoint(DatabaseServer.SUPERUSER).connect(DatabaseRole.MIGRATIONS);
    }

    /** Of a server that is stopped; its log stays behind. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
                            throws IOException {
                        if (!folder.equals(from)) {
                            Files.copy(
                                    folder,
                                    to.resolve(from.relativize(folder)),
                                    StandardCopyOption.COPY_ATTRIBUTES);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        if (!file.getFileName().toString().endsWith(".log")) {
                            Files.copy(
                                    file,
                                    to.resolve(from.relativize(file)),
                                    StandardCopyOption.COPY_ATTRIBUTES);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
