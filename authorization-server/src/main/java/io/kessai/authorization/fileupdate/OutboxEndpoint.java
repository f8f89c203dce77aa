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
        return DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
    }

    @Override
    public String toString() {
        return "OutboxEndpoint[" + url + ", " + user + "]";
    }
}
