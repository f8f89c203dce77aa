package io.kessai.local.run;

import com.sun.management.OperatingSystemMXBean;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.Fleet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A fresh durable database with seeded cards and servers on it, for measurements. */
public final class BenchSystem implements AutoCloseable {
    private static final String DATABASE = "kessai";

    /**
     * What a database of this load would be given: by default it has 128 MB, and a checkpoint every
     * minute.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "shared_buffers=%dMB".formatted(quarterOfMemory()),
                    "max_wal_size=8GB",
                    "min_wal_size=8GB",
                    "checkpoint_timeout=15min",
                    "shared_preload_libraries=pg_stat_statements");

    /** Files of the log, of 16 MiB each, that are enough for minutes of load. */
    public static final int LOG_FILES = 256;

    private static final String DESCRIBE =
            """
            select current_setting('server_version') as version,
                   string_agg(name || '=' || current_setting(name), ' ' order by name) as settings
            from pg_settings
            where name in ('fsync', 'full_page_writes', 'max_wal_size', 'shared_buffers',
                           'synchronous_commit', 'wal_compression')""";

    private static final String NEXT_LOG_FILE = "select pg_switch_wal() from txid_current()";

    private static final int MEGABYTE = 1 << 20;

    private static final String CONTROL =
            """
            insert into controls (version, scope, subject, state, rules, set_by, request_id)
            select 1, s.scope, s.subject, 'enforced', ?, 'bench', 'bench:' || s.scope || s.subject
            from (
                select 'card' as scope, id::text as subject from cards
                union all
                select 'account', id::text from accounts
                union all
                select distinct 'product', product from accounts) s""";

    private static final String COUNT =
            """
            update %s
            set usage = array_fill(0::bigint, array[20]), usage_zone = 'Asia/Tokyo',
                usage_on = (now() at time zone 'Asia/Tokyo')::date""";

    private final EmbeddedDatabase database;
    private final Path folder;
    private final List<DemoServer> servers = new ArrayList<>();

    private BenchSystem(EmbeddedDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** In MB. */
    private static long quarterOfMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
                / MEGABYTE
                / 4;
    }

    /** Starts everything, with {@link #LOG_FILES}, and waits until the server is ready. */
    public static BenchSystem start(Fleet fleet) throws IOException, InterruptedException {
        return start(fleet, LOG_FILES);
    }

    /**
     * Starts everything and waits until the server is ready.
     *
     * @param logFiles of 16 MiB, made before anybody waits for them
     */
    public static BenchSystem start(Fleet fleet, int logFiles)
            throws IOException, InterruptedException {
        EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE, SETTINGS);
        BenchSystem system = new BenchSystem(database, Files.createTempDirectory("kessai-bench"));
        try {
            LocalSchema.prepare(database, DATABASE);
            count(database);
            new CardSeed(system.database(), LocalVault.open(), rows -> {}).write(fleet);
            system.makeLogFiles(logFiles);
            system.addServer();
            return system;
        } catch (RuntimeException | IOException | InterruptedException e) {
            system.close();
            throw e;
        }
    }

    /** Starts one more server on the same database and waits until it is ready. */
    public void addServer() throws IOException {
        addServer(url -> url);
    }

    /**
     * The same, and it reaches the database its own way.
     *
     * @param way what it makes of the database's URL
     */
    public void addServer(UnaryOperator<String> way) throws IOException {
        DatabaseEndpoint endpoint =
                new DatabaseEndpoint(way.apply(database().url()), database().logins());
        servers.add(
                DemoServer.unverifying(
                        Checkout.find(), endpoint, folder.resolve("logs-" + servers.size())));
    }

    /**
     * A database that has been at work for some hours writes its log into files that it had before;
     * one that is new makes each, 16 MiB of zeros, while a commit waits. Those who measure mean the
     * former.
     */
    private void makeLogFiles(int files) throws IOException {
        try (Connection connection = observer();
                Statement statement = connection.createStatement()) {
            for (int file = 0; file < files; file++) {
                statement.execute(NEXT_LOG_FILE);
            }
        } catch (SQLException e) {
            throw new IOException("cannot make files of the log: " + e.getMessage(), e);
        }
        checkpoint();
    }

    /** Writes out what was written so far; the next change of each page logs the whole page. */
    public void checkpoint() throws IOException {
        try (Connection connection = observer();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IOException("cannot checkpoint: " + e.getMessage(), e);
        }
    }

    /** The database in a line: its version and what it was given. */
    public String describeDatabase() throws IOException {
        try (Connection connection = observer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DESCRIBE)) {
            row.next();
            return "PostgreSQL %s%s; %s"
                    .formatted(
                            row.getString("version"),
                            EmbeddedDatabase.isOwn() ? ", an installation of one's own" : "",
                            row.getString("settings"));
        } catch (SQLException e) {
            throw new IOException("cannot ask the database: " + e.getMessage(), e);
        }
    }

    /** Has statements counted from now on. */
    private static void count(EmbeddedDatabase database) throws IOException {
        try (Connection connection = database.endpoint(DATABASE).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
        } catch (SQLException e) {
            throw new IOException("cannot count statements: " + e.getMessage(), e);
        }
    }

    /**
     * Sets these controls for every card and every account, and for their product; what they have
     * used is counted from now on, so that no message is the first to be.
     *
     * @param rules lines as docs/authorization.md, section 6.1, has them
     */
    public void control(String rules) throws IOException {
        try (Connection connection = observer();
                PreparedStatement set = connection.prepareStatement(CONTROL);
                Statement statement = connection.createStatement()) {
            set.setString(1, rules);
            set.execute();
            statement.execute(COUNT.formatted("accounts"));
            statement.execute(COUNT.formatted("cards"));
            statement.execute("vacuum full analyze accounts, cards, controls");
        } catch (SQLException e) {
            throw new IOException("cannot set controls: " + e.getMessage(), e);
        }
    }

    /** Where each server speaks {@code iso87-ascii}. */
    public List<InetSocketAddress> addresses() {
        return servers.stream()
                .map(server -> server.links().getFirst())
                .map(link -> new InetSocketAddress(link.host(), link.port()))
                .toList();
    }

    public DatabaseEndpoint database() {
        return database.endpoint(DATABASE);
    }

    /** A connection that may read what the database counts. */
    public Connection observer() throws SQLException {
        return database().connect(DatabaseRole.MIGRATIONS);
    }

    public List<Long> serverProcessIds() {
        return servers.stream().map(server -> server.process().processId()).toList();
    }

    /** What the first server's {@code /q/metrics} says now. */
    public String metrics() throws IOException, InterruptedException {
        return servers.getFirst().metrics();
    }

    /** Of the database, its main process first. */
    public List<Long> databaseProcessIds() {
        return database.processIds();
    }

    @Override
    public void close() {
        servers.forEach(DemoServer::close);
        database.close();
    }
}
