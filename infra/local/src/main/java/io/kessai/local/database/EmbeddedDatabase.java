package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.FreePort;
import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server of our own, listening on 127.0.0.1 only.
 *
 * <p>It stops when this Java process ends, even by {@code kill -9}. It can be killed and started
 * again on the same data and port. Safe for use by several threads.
 */
public final class EmbeddedDatabase implements DatabaseServer {

    private static final Duration START_TIME_MAX = Duration.ofSeconds(90);
    private static final Duration LEFTOVER_TIME_MAX = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final DatabaseFolder folder;
    private final Durability durability;
    private final List<String> settings;
    private final int port;
    private final ServerUser user;
    private final PostgresBinaries binaries;
    private final String password;
    private Postmaster postmaster;

    private EmbeddedDatabase(
            DatabaseFolder folder, Durability durability, List<String> settings, int port) {
        this.folder = folder;
        this.durability = durability;
        this.settings = List.copyOf(settings);
        this.port = port == 0 ? FreePort.find() : port;
        this.user = ServerUser.current();
        this.binaries = PostgresBinaries.find(System.getenv(), user.cache());
        this.password = initialize();
        this.postmaster = launch();
    }

    /**
     * Starts a server whose folder is deleted by {@link #close}.
     *
     * @throws OperatingFailure when it does not start
     */
    public static EmbeddedDatabase temporary(Durability durability) {
        return temporary(durability, List.of());
    }

    /**
     * Starts a server whose folder is deleted by {@link #close}, with settings of its own.
     *
     * @param settings each {@code name=value}; none that {@code durability} decides
     * @throws OperatingFailure when it does not start
     */
    public static EmbeddedDatabase temporary(Durability durability, List<String> settings) {
        return new EmbeddedDatabase(DatabaseFolder.fresh(), durability, settings, 0);
    }

    /**
     * Starts a server on a folder that is kept, with the data it had.
     *
     * @param port the TCP port; 0 for a free one
     * @throws OperatingFailure when it does not start, or another server runs on the folder
     */
    public static EmbeddedDatabase in(Path folder, Durability durability, int port) {
        return new EmbeddedDatabase(DatabaseFolder.kept(folder), durability, List.of(), port);
    }

    /** Starts a server on what is in the folder, with settings of its own and on a free port. */
    static EmbeddedDatabase on(
            DatabaseFolder folder, Durability durability, List<String> settings) {
        return new EmbeddedDatabase(folder, durability, settings, 0);
    }

    /** Whether servers are of an installation that {@code KESSAI_POSTGRESQL} names. */
    public static boolean isOwn() {
        return PostgresBinaries.isOwn(System.getenv());
    }

    /** Starts again after {@link #stop} or {@link #kill}: same data, same port. */
    public synchronized void start() {
        if (!postmaster.running()) {
            postmaster = launch();
        }
    }

    /** Stops in good order; does nothing when it is not running. */
    public synchronized void stop() {
        if (postmaster.running()) {
            postmaster.stop();
        }
    }

    /** {@code kill -9} of all processes of the server; they are gone when this returns. */
    public synchronized void kill() {
        postmaster.kill();
    }

    /** SIGSTOP to all processes: the server hangs, its connections stay open. */
    public synchronized void freeze() {
        Processes.signal("STOP", processIds());
    }

    /** Undoes {@link #freeze}. */
    public synchronized void thaw() {
        Processes.signal("CONT", processIds());
    }

    /** The main process first, then its children as of now; empty when it is not running. */
    public synchronized List<Long> processIds() {
        return postmaster.processIds();
    }

    public synchronized boolean running() {
        return postmaster.running();
    }

    /** Stops the server, and deletes its folder if that was temporary. */
    @Override
    public synchronized void close() {
        stop();
        folder.deleteIfTemporary();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    /** The folder with the server's {@code data} (WAL included) and {@code postgresql.log}. */
    public Path folder() {
        return folder.root();
    }

    @Override
    public String password() {
        return password;
    }

    private String initialize() {
        try {
            Path passwordFile = folder.passwordFile();
            user.own(folder.root());
            if (!folder.initialized()) {
                initdb(passwordFile);
            }
            return Files.readString(passwordFile);
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "cannot write to " + folder.root() + ": " + e, e);
        }
    }

    private void initdb(Path passwordFile) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binaries.program("initdb").toString());
        command.addAll(List.of("-D", folder.data().toString(), "-U", SUPERUSER));
        command.addAll(List.of("-A", "scram-sha-256", "--pwfile", passwordFile.toString()));
        command.addAll(List.of("-E", "UTF8", "--no-locale"));
        if (durability == Durability.FAST) {
            command.add("--no-sync");
        }
        Process process =
                new ProcessBuilder(user.command(command))
                        .directory(folder.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                        .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new OperatingFailure(ExitCode.REFUSED, "initdb failed: " + folder.lastWords());
        }
    }

    private Postmaster launch() {
        long leftoverDeadline = System.nanoTime() + LEFTOVER_TIME_MAX.toNanos();
        Postmaster started = Postmaster.start(serverCommand(), folder);
        while (!awaitReady(started)) {
            if (!leftoversInTheWay() || System.nanoTime() > leftoverDeadline) {
                throw new OperatingFailure(
                        ExitCode.REFUSED,
                        "PostgreSQL did not start on port %d: %s"
                                .formatted(port, folder.lastWords()));
            }
            Processes.sleep(PAUSE);
            started = Postmaster.start(serverCommand(), folder);
        }
        try {
            checkDurability();
        } catch (OperatingFailure e) {
            started.stop();
            throw e;
        }
        return started;
    }

    private List<String> serverCommand() {
        List<String> command = new ArrayList<>();
        command.add(binaries.program("postgres").toString());
        command.addAll(List.of("-D", folder.data().toString()));
        List<String> options = new ArrayList<>(settings);
        options.addAll(durability.serverSettings());
        options.add("listen_addresses=" + host());
        options.add("port=" + port);
        options.add("unix_socket_directories=");
        for (String option : options) {
            command.addAll(List.of("-c", option));
        }
        return user.command(command);
    }

    /** Waits for the first answer; false when the process ended instead. */
    private boolean awaitReady(Postmaster started) {
        long deadline = System.nanoTime() + START_TIME_MAX.toNanos();
        while (started.running()) {
            try (Connection connection =
                    superuserEndpoint(SUPERUSER).connect(DatabaseRole.MIGRATIONS)) {
                if (connection.isValid(1)) {
                    return true;
                }
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    started.kill();
                    throw new OperatingFailure(
                            ExitCode.UNREACHABLE, "PostgreSQL started but does not answer", e);
                }
            }
            Processes.sleep(PAUSE);
        }
        return false;
    }

    /** After a kill, the last children of the former server may need a moment to notice. */
    private boolean leftoversInTheWay() {
        String words = folder.lastWords();
        return words.contains("pre-existing shared memory block")
                || words.contains("lock file \"postmaster.pid\" already exists");
    }

    private void checkDurability() {
        if (durability == Durability.FAST) {
            return;
        }
        try (Connection connection = superuserEndpoint(SUPERUSER).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet overrides =
                        statement.executeQuery(
                                """
                                select unnest(setconfig)
                                from pg_db_role_setting
                                """)) {
            List<String> violations = new ArrayList<>(Durability.violations(connection));
            while (overrides.next()) {
                if (overrides.getString(1).startsWith("synchronous_commit=off")) {
                    violations.add(overrides.getString(1));
                }
            }
            if (!violations.isEmpty()) {
                throw new OperatingFailure(
                        ExitCode.REFUSED, "the database is not durable: " + violations);
            }
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "PostgreSQL went away while starting", e);
        }
    }
}
