package io.kessai.clearing.run;

import io.kessai.database.DatabaseUrl;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where the batch keeps its books. Immutable; every connection is its caller's own.
 *
 * @param url a JDBC URL of PostgreSQL
 * @param user a login of the role kessai_batch
 * @param password empty where the server asks for none
 */
public record ClearingDatabase(String url, String user, String password) {

    /**
     * Lets the server notice within half a minute that a runner is gone, drop its locks, and give
     * up the statement that it was at: otherwise a query of minutes outlives its reader.
     */
    private static final String SERVER_OPTIONS =
            "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
                    + " -c client_connection_check_interval=5s";

    /**
     * Opens a connection in autocommit.
     *
     * @param purpose shown to people who look at the server's sessions
     * @throws OperatingException {@code STORE_UNAVAILABLE} when it cannot be opened
     */
    public Connection connect(String purpose) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "kessai " + purpose);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", SERVER_OPTIONS);
        try {
            return DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
        } catch (SQLException e) {
            throw new OperatingException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "cannot reach the database at " + address() + ": " + e.getMessage(),
                    e);
        }
    }

    /** The URL without its parameters, which may carry a password. */
    public String address() {
        return new DatabaseUrl(url).address();
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return user + "@" + address();
    }
}
