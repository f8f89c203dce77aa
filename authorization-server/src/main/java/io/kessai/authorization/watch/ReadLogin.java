package io.kessai.authorization.watch;

import io.kessai.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Where watchers read, each on a connection of its own, and as whom they log in. */
public record ReadLogin(String url, String user, String password) {

    private static final String CONNECT_TIMEOUT_SECONDS = "3";
    private static final String SOCKET_TIMEOUT_SECONDS = "70";

    /** Statistics of a young table would have whole days read for the last few events. */
    private static final String SESSION =
            """
            set default_transaction_read_only = on;
            set statement_timeout = '60s';
            set enable_seqscan = off;
            set enable_bitmapscan = off;
            set jit = off""";

    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", "kessai-authorization-watch");
        Connection connection =
                DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "ReadLogin[" + url + ", " + user + "]";
    }
}
