package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which server the databases of a test run are. */
@Tag("database")
class TestServerTest {

    @Test
    void theSharedDatabasesAreWhereTheRunWantsThem() {
        Class<? extends DatabaseServer> wanted =
                System.getProperty("kessai.test.database", "embedded").equals("container")
                        ? ContainerDatabase.class
                        : EmbeddedDatabase.class;
        assertInstanceOf(wanted, TestDatabase.shared().server());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fsync, off",
        "synchronous_commit, off",
        "full_page_writes, off",
        "max_connections, 200",
        "log_timezone, UTC",
        "server_encoding, UTF8",
        "lc_messages, C",
        "password_encryption, scram-sha-256",
    })
    void everyKindOfServerHasTheSameSettings(String setting, String value) throws SQLException {
        DatabaseEndpoint endpoint =
                TestDatabase.shared().server().superuserEndpoint(DatabaseServer.SUPERUSER);
        try (Connection connection = endpoint.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            assertEquals(value, row.getString(1));
        }
    }

    @Test
    void thePropertyNamesTheServer() {
        assertEquals(TestServer.EMBEDDED, TestServer.named("embedded"));
        assertEquals(TestServer.CONTAINER, TestServer.named("container"));
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> TestServer.named("docker"));
        assertEquals(ExitCode.WRONG_USAGE, failure.exitCode());
        assertEquals(
                "-Dkessai.test.database=docker is neither embedded nor container",
                failure.getMessage());
    }

    @Test
    void aContainerThatCannotBeHadIsNotReplacedByAnEmbeddedServer() {
        OperatingFailure failure =
                assertThrows(
                        OperatingFailure.class,
                        () ->
                                TestServer.CONTAINER.start(
                                        () -> new ContainerImage.Absent("nothing there")));
        assertEquals("-Dkessai.test.database=container, but nothing there", failure.getMessage());
    }
}
