package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.migrations.MigrationFailure;
import io.kessai.migrations.MigrationResult;
import io.kessai.migrations.MigrationTarget;
import io.kessai.migrations.Migrator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;

/**
 * Makes a database of a local server ready for use: created, migrated, with its logins, and
 * declared local.
 */
public final class LocalSchema {

    /** Where the migrations of this build are, in Flyway's notation. */
    public static final String SHIPPED_MIGRATIONS = "classpath:db/migration";

    private LocalSchema() {}

    /**
     * Creates the database where it is missing, migrates it, lets every role log in, and declares
     * it local, so that the shortcuts of the local profile are open. Doing it again changes
     * nothing.
     *
     * @param superuser any database of the server, as its superuser
     * @param databaseUrl the URL of the database to prepare
     * @param database its name: lower-case letters, digits and underscores
     * @param migrations {@link #SHIPPED_MIGRATIONS}, or others in Flyway's notation
     * @throws OperatingFailure when the server refuses or cannot be reached
     */
    static MigrationResult prepare(
            DatabaseEndpoint superuser, String databaseUrl, String database, String migrations) {
        Login login = superuser.login(DatabaseRole.MIGRATIONS);
        try (Connection connection = superuser.connect(DatabaseRole.MIGRATIONS)) {
            createDatabase(connection, database);
            MigrationResult result = migrate(databaseUrl, login, migrations);
            for (DatabaseRole role : EnumSet.complementOf(EnumSet.of(DatabaseRole.MIGRATIONS))) {
                createLogin(connection, role, login.password());
            }
            declareLocal(databaseUrl, login);
            return result;
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot prepare " + database + ": " + e.getMessage(), e);
        }
    }

    /** As the other method, for a database of a server of ours, with the shipped migrations. */
    public static MigrationResult prepare(DatabaseServer server, String database) {
        return prepare(
                server.superuserEndpoint(DatabaseServer.SUPERUSER),
                server.url(database),
                database,
                SHIPPED_MIGRATIONS);
    }

    /**
     * Migrates an existing database with its own {@code MIGRATIONS} login: the external server's
     * roles and logins are its owner's business, and so is whether it is declared local.
     *
     * @throws OperatingFailure when the server refuses or cannot be reached
     */
    public static MigrationResult migrate(DatabaseEndpoint endpoint) {
        return migrate(endpoint.url(), endpoint.login(DatabaseRole.MIGRATIONS), SHIPPED_MIGRATIONS);
    }

    private static MigrationResult migrate(String url, Login login, String migrations) {
        MigrationTarget target = new MigrationTarget(url, login.user(), login.password());
        try {
            return new Migrator(target, migrations).migrate();
        } catch (MigrationFailure e) {
            throw new OperatingFailure(exitCode(e), e.getMessage(), e);
        }
    }

    private static void createDatabase(Connection connection, String database) throws SQLException {
        if (!database.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("no database name: " + database);
        }
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "select 1 from pg_database where datname = '%s'"
                                        .formatted(database))) {
            if (!found.next()) {
                statement.execute("create database " + database);
            }
        }
    }

    private static void createLogin(Connection connection, DatabaseRole role, String password)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s login password '%2$s' in role %3$s;
                        end if;
                    end $$
                    """
                            .formatted(role.login(), password.replace("'", "''"), role.group()));
        }
    }

    /** Migrations that are not the shipped ones have no such table. */
    private static void declareLocal(String url, Login owner) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url, owner.user(), owner.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        if to_regclass('public.kessai_environment') is not null then
                            update public.kessai_environment set profile = 'local'
                            where profile <> 'local';
                        end if;
                    end $$
                    """);
        }
    }

    private static ExitCode exitCode(MigrationFailure failure) {
        return switch (failure.kind()) {
            case REFUSED -> ExitCode.REFUSED;
            case UNREACHABLE -> ExitCode.UNREACHABLE;
        };
    }
}
