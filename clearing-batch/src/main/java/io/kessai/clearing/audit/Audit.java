package io.kessai.clearing.audit;

import io.kessai.clearing.audit.AuditFailure.Kind;
import io.kessai.database.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Runs every check in one read-only transaction at repeatable read: all of them see the same
 * moment, however busy the database is. Writes nothing and locks no row. For one thread.
 */
final class Audit {
    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final AuditRequest request;
    private final List<Check> checks;

    Audit(AuditRequest request) {
        this(request, Checks.all());
    }

    Audit(AuditRequest request, List<Check> checks) {
        this.request = request;
        this.checks = List.copyOf(checks);
    }

    /**
     * @throws AuditFailure when the database cannot be reached or refuses, has no Kessai schema, or
     *     a given file cannot be read
     */
    AuditReport run() {
        try (Connection connection = connect(request)) {
            Instant snapshotAt = openSnapshot(connection);
            AuditSession session = new AuditSession(connection, request);
            List<CheckResult> results = new ArrayList<>();
            for (Check check : checks) {
                results.add(run(check, session));
            }
            connection.rollback();
            return new AuditReport(request.address(), snapshotAt, results);
        } catch (SQLException e) {
            throw failure(request, e);
        } catch (IOException e) {
            throw new AuditFailure(Kind.REFUSED, "cannot read " + e.getMessage(), e);
        }
    }

    /**
     * Whether the keys that everybody knows are those of its cards.
     *
     * @throws AuditFailure as {@link #run}
     */
    static boolean isDeclaredLocal(AuditRequest request) {
        try (Connection connection = connect(request);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select from public.kessai_environment where profile = 'local'")) {
            return row.next();
        } catch (SQLException e) {
            throw failure(request, e);
        }
    }

    /** A connection of its own to the audited database, which promises to write nothing. */
    static Connection connect(AuditRequest request) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", request.user());
        properties.setProperty("password", request.password());
        properties.setProperty("ApplicationName", "kessai-audit");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
        Connection connection =
                DriverManager.getConnection(
                        request.url(), new DatabaseUrl(request.url()).properties(properties));
        connection.setReadOnly(true);
        return connection;
    }

    private static Instant openSnapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local search_path to public");
            statement.execute("set local statement_timeout to 0");
            statement.execute("set local datestyle to iso");
            statement.execute("set local bytea_output to hex");
            try (ResultSet row =
                    statement.executeQuery(
                            "select now(), to_regclass('public.journal') is not null")) {
                row.next();
                if (!row.getBoolean(2)) {
                    throw new AuditFailure(
                            Kind.REFUSED, "the database has no Kessai schema: migrate it first");
                }
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private static CheckResult run(Check check, AuditSession session)
            throws SQLException, IOException {
        Savepoint before = session.connection().setSavepoint();
        try {
            return check.run(session);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            session.connection().rollback(before);
            return CheckResult.notChecked(
                    check.invariant(), check.rule(), "not enough privilege: " + firstLine(e));
        }
    }

    private static AuditFailure failure(AuditRequest request, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        // 08: connection; 57P: the server stops or starts; 53300: all its connections are taken.
        boolean retryable =
                state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
        return new AuditFailure(
                retryable ? Kind.UNREACHABLE : Kind.REFUSED,
                request.address() + ": " + firstLine(e),
                e);
    }

    private static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
