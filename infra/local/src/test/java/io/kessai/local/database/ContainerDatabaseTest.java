package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;

import io.kessai.migrations.MigrationResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The shipped schema on a PostgreSQL in a container, where an engine and an image are found. */
class ContainerDatabaseTest {

    private static final String DATABASE = "kessai";

    @Test
    void theShippedSchemaAndItsRolesWorkOnAServerInAContainer() throws SQLException {
        switch (ContainerImage.find(System.getenv())) {
            case ContainerImage.Absent(String why) -> {
                System.out.println("not run: database tests on Testcontainers: " + why);
                abort(why);
            }
            case ContainerImage.Present(String image) -> checkIn(image);
        }
    }

    private static void checkIn(String image) throws SQLException {
        DockerImageName name = DockerImageName.parse(image).asCompatibleSubstituteFor("postgres");
        try (PostgreSQLContainer container = new PostgreSQLContainer(name)) {
            container.start();
            Login superuser = new Login(container.getUsername(), container.getPassword());
            String url = url(container, DATABASE);
            MigrationResult first =
                    LocalSchema.prepare(
                            endpoint(url(container, container.getDatabaseName()), superuser),
                            url,
                            DATABASE,
                            LocalSchema.SHIPPED_MIGRATIONS);
            MigrationResult again = LocalSchema.migrate(endpoint(url, superuser));
            assertEquals(0, again.applied());
            assertEquals(first.version(), again.version());
            Login login = new Login(DatabaseRole.SERVER.login(), container.getPassword());
            DatabaseEndpoint server = endpoint(url, login);
            execute(server, "select kessai_ensure_partitions(14)");
            SQLException refusal =
                    assertThrows(SQLException.class, () -> execute(server, "delete from journal"));
            assertEquals("42501", refusal.getSQLState());
        }
    }

    private static String url(PostgreSQLContainer container, String database) {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(container.getHost(), container.getMappedPort(5432), database);
    }

    private static DatabaseEndpoint endpoint(String url, Login login) {
        Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            logins.put(role, login);
        }
        return new DatabaseEndpoint(url, logins);
    }

    private static void execute(DatabaseEndpoint endpoint, String sql) throws SQLException {
        try (Connection connection = endpoint.connect(DatabaseRole.SERVER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
