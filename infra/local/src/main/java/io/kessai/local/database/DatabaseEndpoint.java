package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A database that can be reached, and the logins for it. Immutable.
 *
 * @param url a JDBC URL
 * @param logins one login for every role
 */
public record DatabaseEndpoint(String url, Map<DatabaseRole, Login> logins) {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    public DatabaseEndpoint {
        logins = Map.copyOf(logins);
        for (DatabaseRole role : DatabaseRole.values()) {
            if (!logins.containsKey(role)) {
                throw new IllegalArgumentException("no login for " + role);
            }
        }
    }

    /**
     * The external server named by {@code KESSAI_DB_URL}, with {@code KESSAI_DB_<ROLE>_USER} and
     * {@code _PASSWORD}, each defaulting to {@code KESSAI_DB_USER} / {@code _PASSWORD}.
     *
     * @return empty when {@code KESSAI_DB_URL} is not set: the embedded database is to be used
     * @throws OperatingFailure when the URL is set and a role has no user
     */
    public static Optional<DatabaseEndpoint> fromEnvironment(Map<String, String> environment) {
        String url = environment.getOrDefault("KESSAI_DB_URL", "");
        if (url.isBlank()) {
            return Optional.empty();
        }
        Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            logins.put(role, login(environment, role));
        }
        return Optional.of(new DatabaseEndpoint(url, logins));
    }

    private static Login login(Map<String, String> environment, DatabaseRole role) {
        String prefix = "KESSAI_DB_" + role + "_";
        String user =
                environment.getOrDefault(
                        prefix + "USER", environment.getOrDefault("KESSAI_DB_USER", ""));
        String password =
                environment.getOrDefault(
                        prefix + "PASSWORD", environment.getOrDefault("KESSAI_DB_PASSWORD", ""));
        if (user.isBlank()) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE,
                    "KESSAI_DB_URL is set, but neither %sUSER nor KESSAI_DB_USER is"
                            .formatted(prefix));
        }
        return new Login(user, password);
    }

    public Login login(DatabaseRole role) {
        Login login = logins.get(role);
        if (login == null) {
            throw new IllegalStateException("no login for " + role);
        }
        return login;
    }

    /** Opens a new connection, which the caller closes; gives up after 10 seconds. */
    public Connection connect(DatabaseRole role) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login(role).user());
        properties.setProperty("password", login(role).password());
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
        return DriverManager.getConnection(url, properties);
    }

    /** The {@code KESSAI_DB_*} variables from which another process reads this same endpoint. */
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("KESSAI_DB_URL", url);
        logins.forEach(
                (role, login) -> {
                    variables.put("KESSAI_DB_" + role + "_USER", login.user());
                    variables.put("KESSAI_DB_" + role + "_PASSWORD", login.password());
                });
        return variables;
    }

    /** The same server and logins, another database on it. */
    DatabaseEndpoint withUrl(String otherUrl) {
        return new DatabaseEndpoint(otherUrl, logins);
    }
}
