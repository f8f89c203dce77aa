package io.kessai.local.database;

import java.util.EnumMap;
import java.util.Map;

/**
 * A PostgreSQL server of our own, wherever it runs: what tests need of it. Who kills, freezes or
 * restarts a server, or looks into its folder, asks for an {@link EmbeddedDatabase}.
 */
public sealed interface DatabaseServer extends AutoCloseable
        permits EmbeddedDatabase, ContainerDatabase {

    /** The user that owns everything; local databases are migrated as this one. */
    String SUPERUSER = "postgres";

    /** The address it is reached at: 127.0.0.1 unless a container engine runs elsewhere. */
    String host();

    int port();

    /** The password of {@link #SUPERUSER} and of every role's login. */
    String password();

    /** Stops the server and deletes its temporary data. */
    @Override
    void close();

    /** The JDBC URL of one of the server's databases. */
    default String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database);
    }

    /**
     * One of the server's databases, each role by its own least-privilege login, and {@code
     * MIGRATIONS} as {@link #SUPERUSER}.
     */
    default DatabaseEndpoint endpoint(String database) {
        Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            logins.put(role, new Login(role.login(), password()));
        }
        return new DatabaseEndpoint(url(database), logins);
    }

    /** One of the server's databases, every role as {@link #SUPERUSER}. */
    default DatabaseEndpoint superuserEndpoint(String database) {
        Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            logins.put(role, new Login(SUPERUSER, password()));
        }
        return new DatabaseEndpoint(url(database), logins);
    }
}
