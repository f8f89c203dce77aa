package io.kessai.authorization.fileupdate;

import io.kessai.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where the outbox is, and as whom it is opened. */
public record OutboxEndpoint(String url, String user, String password) {
    private static final String TIMEOUT_SECONDS = "10";

    /** In autocommit. */
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "kessai-file-updates");
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
    }

    /** Whether the session is gone: a connection broke (class 08), or somebody ended it (57P). */
    static boolean losesSession(Exception failure) {
        String state = failure instanceof SQLException broken ? broken.getSQLState() : null;
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    @Override
    public String toString() {
        return "OutboxEndpoint[" + url + ", " + user + "]";
    }
}
