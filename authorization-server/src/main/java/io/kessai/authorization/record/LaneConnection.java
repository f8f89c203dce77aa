package io.kessai.authorization.record;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A lane's one connection, with its statements prepared once and their plans pinned: generic, on
 * indexes. Statistics of a young and growing journal are wrong, and a plan made from them scans it.
 *
 * <p>Whatever the driver, every step is of the one session that was set up, or ends in an {@link
 * SQLException} of class 08.
 *
 * <p>Used by its lane's thread; {@link #busySinceNanos} and {@link #abort} by others too.
 */
final class LaneConnection implements AutoCloseable {

    /** Until a session is ready: each step of opening one. */
    private static final int CONNECT_TIMEOUT_SECONDS = 1;

    /** Behind the last statement of {@link #commitWith}. */
    static final String COMMIT = "commit";

    /** In the end even a connection that nobody aborts is given up. */
    private static final int SOCKET_TIMEOUT_MILLIS = 30_000;

    /** Class of what PostgreSQL warns of; notices have 00. */
    private static final String WARNING = "01";

    private static final String OUTCOME_UNKNOWN = "08007";

    private static final String BROKEN_PROMISES =
            """
            select name || '=off'
            from pg_settings
            where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'""";

    private final Connection connection;

    /** What was set up: a wrapper may put another session behind the connection. */
    private final PGConnection session;

    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final AtomicLong busySince = new AtomicLong();

    private LaneConnection(Connection connection, PGConnection session) {
        this.connection = connection;
        this.session = session;
    }

    /**
     * Opens a session and pins its plans. A statement that waits for several locks in turn is ended
     * before it would be taken for one of a database that is away.
     */
    static LaneConnection open(StoreEndpoint endpoint, LaneSettings settings) throws SQLException {
        Properties properties = properties(endpoint, CONNECT_TIMEOUT_SECONDS);
        properties.setProperty("prepareThreshold", "1");
        Connection connection = endpoint.open(properties);
        try (Statement statement = connection.createStatement()) {
            PGConnection session = connection.unwrap(PGConnection.class);
            connection.setAutoCommit(false);
            for (String setting : PlanSettings.ON_INDEXES) {
                statement.execute("set " + setting);
            }
            statement.execute("set lock_timeout = " + settings.lockTimeout().toMillis());
            statement.execute(
                    "set statement_timeout = " + settings.storeTimeout().toMillis() * 9 / 10);
            statement.execute(
                    "set idle_in_transaction_session_timeout = "
                            + 10 * settings.storeTimeout().toMillis());
            Columns.learnRowTypes(connection);
            connection.commit();
            connection.setNetworkTimeout(Runnable::run, SOCKET_TIMEOUT_MILLIS);
            LaneConnection lane = new LaneConnection(connection, session);
            lane.requireOwnSession();
            return lane;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static Properties properties(StoreEndpoint endpoint, int socketTimeoutSeconds) {
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(socketTimeoutSeconds));
        properties.setProperty("tcpKeepAlive", "true");
        // The detail of a refusal quotes the row, and what a sender wrote into it.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", "kessai-authorization-lane");
        return properties;
    }

    /** The settings without which a commit may be lost, such as {@code fsync=off}. */
    List<String> brokenPromises() throws SQLException {
        List<String> broken = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BROKEN_PROMISES)) {
            while (row.next()) {
                broken.add(row.getString(1));
            }
        }
        connection.commit();
        return broken;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        prepared.put(sql, fresh);
        return fresh;
    }

    /**
     * @param elements an array, of the type's own where the driver is to send it in binary
     */
    Array array(String type, Object elements) throws SQLException {
        return session.createArrayOf(type, elements);
    }

    ResultSet query(PreparedStatement statement) throws SQLException {
        return busy(statement::executeQuery);
    }

    int update(PreparedStatement statement) throws SQLException {
        return busy(statement::executeUpdate);
    }

    /** Reads one row of a result. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Runs statements that are prepared as one text, {@code ;} between them: the driver sends all
     * of them at once and the database answers at once.
     *
     * @param readers of each one's rows, in their order
     */
    void query(PreparedStatement statements, RowReader... readers) throws SQLException {
        busy(statements::execute);
        for (RowReader reader : readers) {
            try (ResultSet row = statements.getResultSet()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
            statements.getMoreResults();
        }
    }

    /**
     * @throws SQLException of class 08 where the outcome is not known, too
     */
    void commit() throws SQLException {
        busy(
                () -> {
                    connection.clearWarnings();
                    connection.commit();
                    return 0;
                });
        requireKept(connection.getWarnings());
    }

    /**
     * Runs statements that end in {@link #COMMIT}, all sent at once: where one of them fails, none
     * behind it is run. A warning of any of them is taken for the commit's.
     *
     * @throws SQLException as {@link #commit}, or of the statement that failed
     */
    void commitWith(PreparedStatement statements) throws SQLException {
        busy(
                () -> {
                    connection.clearWarnings();
                    statements.execute();
                    // The driver sees that there is nothing to commit and sends nothing; a wrapper
                    // learns that no transaction is open.
                    connection.commit();
                    return 0;
                });
        requireKept(statements.getWarnings());
        requireKept(connection.getWarnings());
    }

    /**
     * A commit that waits for a standby, and that somebody cancels, succeeds with a mere warning:
     * it is on one disk then, and gone if that one's server is not the next primary.
     */
    private static void requireKept(@Nullable SQLWarning first) throws SQLException {
        for (SQLWarning told = first; told != null; told = next(told)) {
            if (String.valueOf(told.getSQLState()).startsWith(WARNING)) {
                throw new SQLException(
                        "the commit may be lost: " + told.getMessage(), OUTCOME_UNKNOWN, told);
            }
        }
    }

    private static @Nullable SQLWarning next(SQLWarning warning) {
        return warning.getNextWarning();
    }

    void rollback() throws SQLException {
        busy(
                () -> {
                    connection.rollback();
                    return 0;
                });
    }

    /** {@link System#nanoTime} at the start of the statement that runs now, 0 if none does. */
    long busySinceNanos() {
        return busySince.get();
    }

    /** Cuts the connection under a statement that does not end. Any thread. */
    void abort() {
        busySince.set(0);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Already closed: the lane finds out by itself.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Broken already: nothing is left to close.
        }
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T busy(Step<T> step) throws SQLException {
        busySince.set(System.nanoTime() | 1);
        try {
            T done = step.run();
            requireOwnSession();
            return done;
        } finally {
            busySince.set(0);
        }
    }

    /** Another one has other plans, knows nothing of this transaction, and commits nothing. */
    private void requireOwnSession() throws SQLException {
        if (connection.unwrap(PGConnection.class) != session) {
            throw new SQLException(
                    "another session has taken the place of the lane's", OUTCOME_UNKNOWN);
        }
    }
}
