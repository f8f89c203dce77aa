package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.migrations.MigrationFailure;
import io.kessai.migrations.MigrationResult;
import io.kessai.migrations.MigrationTarget;
import io.kessai.migrations.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class TestDatabaseTest {

    private static final String SCRATCH = "classpath:db/scratch";
    private static final TestDatabase DATABASES = TestDatabase.with(SCRATCH);

    @AfterAll
    static void stop() {
        DATABASES.server().close();
    }

    @Test
    void everyCallGivesAnotherMigratedDatabase() throws SQLException {
        DatabaseEndpoint first = DATABASES.createFromTemplate();
        DatabaseEndpoint second = DATABASES.createFromTemplate();
        execute(first, DatabaseRole.SERVER, "insert into note values (1, 'only here')");
        execute(second, DatabaseRole.SERVER, "insert into note values (1, 'only there')");
        DATABASES.dropping(first).join();
        assertThrows(SQLException.class, () -> execute(first, DatabaseRole.SERVER, "select 1"));
        execute(second, DatabaseRole.SERVER, "select 1");
    }

    @Test
    void everyRoleLogsInWithItsOwnPrivileges() throws SQLException {
        DatabaseEndpoint database = DATABASES.createFromTemplate();
        String insert = "insert into note values (7, 'x')";
        SQLException refusal =
                assertThrows(
                        SQLException.class, () -> execute(database, DatabaseRole.READER, insert));
        assertEquals("42501", refusal.getSQLState());
        execute(database, DatabaseRole.SERVER, insert);
        execute(DATABASES.superuser(database), DatabaseRole.SERVER, "delete from note");
    }

    @Test
    void migratingAgainAppliesNothing() {
        MigrationResult again =
                new Migrator(target(DATABASES.createFromTemplate()), SCRATCH).migrate();
        assertEquals(new MigrationResult(0, "1", 14), again);
    }

    @Test
    void aBrokenMigrationIsRefusedInOneLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V1__scratch.sql"), "create tabel oops ();");
        MigrationFailure failure =
                assertThrows(
                        MigrationFailure.class,
                        () ->
                                new Migrator(emptyDatabase("broken"), "filesystem:" + folder)
                                        .migrate());
        assertEquals(MigrationFailure.Kind.REFUSED, failure.kind());
        assertEquals(1, failure.getMessage().lines().count());
    }

    @Test
    void aChangedMigrationIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V1__scratch.sql"), "select 'not what was applied';");
        MigrationTarget target = target(DATABASES.createFromTemplate());
        MigrationFailure failure =
                assertThrows(
                        MigrationFailure.class,
                        () -> new Migrator(target, "filesystem:" + folder).migrate());
        assertEquals(MigrationFailure.Kind.REFUSED, failure.kind());
    }

    @Test
    void tooFewPartitionsAreRefused(@TempDir Path folder) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("V1__few.sql"),
                "create function kessai_ensure_partitions(int) returns int return 2;");
        MigrationTarget target = emptyDatabase("few");
        MigrationFailure failure =
                assertThrows(
                        MigrationFailure.class,
                        () -> new Migrator(target, "filesystem:" + folder).migrate());
        assertTrue(
                failure.getMessage().startsWith("partitions reach only 2 of 14"),
                failure.getMessage());
    }

    @Test
    void theShippedSchemaIsReadyForTheServersRole() throws SQLException {
        DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
        execute(database, DatabaseRole.SERVER, "select kessai_ensure_partitions(14)");
        SQLException refusal =
                assertThrows(
                        SQLException.class,
                        () -> execute(database, DatabaseRole.SERVER, "delete from journal"));
        assertEquals("42501", refusal.getSQLState());
    }

    /** Whoever migrates by the migrations program alone has said nothing. */
    @Test
    void onlyADatabaseOfALocalServerIsDeclaredLocal() throws SQLException {
        MigrationTarget target = emptyDatabase("declared");
        new Migrator(target).migrate();
        assertEquals("production", profile(target.url()));
        LocalSchema.prepare(DATABASES.server(), "declared");
        assertEquals("local", profile(target.url()));
        DatabaseEndpoint local = TestDatabase.shared().createFromTemplate();
        for (DatabaseRole role : List.of(DatabaseRole.SERVER, DatabaseRole.BATCH)) {
            SQLException refusal =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    execute(
                                            local,
                                            role,
                                            "update kessai_environment set profile = 'local'"));
            assertEquals("42501", refusal.getSQLState());
        }
    }

    private static String profile(String url) throws SQLException {
        try (Connection connection =
                        DATABASES
                                .server()
                                .superuserEndpoint(DatabaseServer.SUPERUSER)
                                .withUrl(url)
                                .connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select profile from kessai_environment")) {
            row.next();
            return row.getString(1);
        }
    }

    private static MigrationTarget emptyDatabase(String name) {
        DatabaseEndpoint postgres = DATABASES.server().superuserEndpoint("postgres");
        try {
            execute(postgres, DatabaseRole.MIGRATIONS, "create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return target(DATABASES.server().endpoint(name));
    }

    private static MigrationTarget target(DatabaseEndpoint endpoint) {
        Login login = DATABASES.superuser(endpoint).login(DatabaseRole.MIGRATIONS);
        return new MigrationTarget(endpoint.url(), login.user(), login.password());
    }

    private static void execute(DatabaseEndpoint endpoint, DatabaseRole role, String sql)
            throws SQLException {
        try (Connection connection = endpoint.connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
