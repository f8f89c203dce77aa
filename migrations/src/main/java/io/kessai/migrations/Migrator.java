package io.kessai.migrations;

import io.kessai.migrations.MigrationFailure.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Applies the migrations of this build to a database. Doing it again changes nothing, and two
 * migrators of one database wait for each other. Not meant for several threads.
 */
public final class Migrator {

    /** How many days of partitions, from today, are there after a run. */
    public static final int PARTITION_DAYS_AHEAD = 14;

    private static final String SHIPPED = "classpath:db/migration";
    private static final int OLDEST_SERVER_MAJOR = 15;
    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    private final MigrationTarget target;
    private final String location;

    public Migrator(MigrationTarget target) {
        this(target, SHIPPED);
    }

    /**
     * @param location where the SQL files are, in Flyway's notation: {@code classpath:…} or {@code
     *     filesystem:…}
     */
    public Migrator(MigrationTarget target, String location) {
        this.target = target;
        this.location = location;
    }

    /**
     * Applies what is missing, then creates partitions {@value #PARTITION_DAYS_AHEAD} days ahead.
     *
     * @throws MigrationFailure when the server cannot be reached, refuses, is older than PostgreSQL
     *     15, or has a schema that differs from the shipped files
     */
    public MigrationResult migrate() {
        FLYWAY_LOG.setLevel(Level.WARNING);
        checkServer();
        MigrateResult result = applyFiles();
        String version =
                result.targetSchemaVersion == null
                        ? String.valueOf(result.initialSchemaVersion)
                        : result.targetSchemaVersion;
        return new MigrationResult(result.migrationsExecuted, version, ensurePartitions());
    }

    private void checkServer() {
        try (Connection connection = connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_SERVER_MAJOR) {
                throw new MigrationFailure(
                        Kind.REFUSED,
                        "%s is PostgreSQL %d; %d or newer is needed"
                                .formatted(target.address(), major, OLDEST_SERVER_MAJOR));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private MigrateResult applyFiles() {
        try {
            return Flyway.configure()
                    .dataSource(target.url(), target.user(), target.password())
                    .locations(location)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    private int ensurePartitions() {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("select kessai_ensure_partitions(?)")) {
            statement.setInt(1, PARTITION_DAYS_AHEAD);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return checkedDays(row.getInt(1));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private int checkedDays(int days) {
        if (days < PARTITION_DAYS_AHEAD) {
            throw new MigrationFailure(
                    Kind.REFUSED,
                    "partitions reach only %d of %d days ahead in %s"
                            .formatted(days, PARTITION_DAYS_AHEAD, target.address()));
        }
        return days;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("ApplicationName", "kessai-migrations");
        return DriverManager.getConnection(target.url(), properties);
    }

    private MigrationFailure failure(Exception error) {
        Throwable cause = error;
        while (cause != null) {
            if (cause instanceof SQLException sql && isUnreachable(sql)) {
                return new MigrationFailure(
                        Kind.UNREACHABLE,
                        "cannot reach %s: %s".formatted(target.address(), oneLine(sql)),
                        error);
            }
            cause = cause.getCause();
        }
        return new MigrationFailure(
                Kind.REFUSED,
                "cannot migrate %s: %s".formatted(target.address(), oneLine(error)),
                error);
    }

    /**
     * Connection exceptions (class 08), too many connections (53300) and a server that starts or
     * stops (57P..): PostgreSQL documentation, appendix A.
     */
    private static boolean isUnreachable(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }

    private static String oneLine(Exception error) {
        return String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
