package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedDatabaseTest {

    @Test
    void whatWasCommittedBeforeAKillIsThereAfterTheNextStart() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE)) {
            execute(database, "create table note (body text)");
            for (int kill = 1; kill <= 3; kill++) {
                execute(database, "insert into note values ('before the kill')");
                List<Long> processIds = database.processIds();
                assertTrue(processIds.size() > 3, "main process and children: " + processIds);
                database.kill();
                assertFalse(database.running());
                assertTrue(processIds.stream().noneMatch(Processes::runs));
                database.start();
                assertEquals(String.valueOf(kill), ask(database, "select count(*) from note"));
            }
        }
    }

    @Test
    void aFrozenServerAnswersNothingAndGoesOnWhenThawed() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.FAST);
                Connection connection = connect(database)) {
            connection.setNetworkTimeout(Runnable::run, 300);
            database.freeze();
            assertThrows(
                    SQLException.class, () -> connection.createStatement().execute("select 1"));
            database.thaw();
            assertEquals("1", ask(database, "select 1"));
        }
    }

    @Test
    void aKeptFolderKeepsItsDataAndPasswordAndRefusesASecondServer(@TempDir Path folder)
            throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.in(folder, Durability.DURABLE, 0)) {
            execute(database, "create table kept (id int)");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.in(folder, Durability.DURABLE, 0)) {
            assertEquals("0", ask(database, "select count(*) from kept"));
        }
    }

    @Test
    void aDurableStartRefusesADatabaseWhoseCommitsAreNot(@TempDir Path folder) throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.in(folder, Durability.DURABLE, 0)) {
            execute(database, "alter database template1 set synchronous_commit = off");
        }
        OperatingFailure failure =
                assertThrows(
                        OperatingFailure.class,
                        () -> EmbeddedDatabase.in(folder, Durability.DURABLE, 0));
        assertTrue(
                failure.getMessage().contains("not durable: [synchronous_commit=off]"),
                failure.getMessage());
    }

    @Test
    void theFastModeIsNamedAsNotDurable() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.FAST);
                Connection connection = connect(database)) {
            assertEquals(
                    List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
                    Durability.violations(connection));
        }
    }

    @Test
    void strangersWithoutThePasswordAreTurnedAway() {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.FAST)) {
            SQLException refusal =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    java.sql.DriverManager.getConnection(
                                            database.url("postgres"), "postgres", "guess"));
            assertEquals("28P01", refusal.getSQLState());
        }
    }

    @Test
    void closingATemporaryServerLeavesNeitherFilesNorProcesses() throws IOException {
        EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.FAST);
        List<Long> processIds = database.processIds();
        database.close();
        assertFalse(Files.exists(database.folder()));
        assertTrue(processIds.stream().noneMatch(Processes::runs));
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return database.superuserEndpoint("postgres").connect(DatabaseRole.MIGRATIONS);
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
