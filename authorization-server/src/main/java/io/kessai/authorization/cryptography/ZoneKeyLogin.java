package io.kessai.authorization.cryptography;

import io.kessai.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** Where zone keys are kept, as whom it is opened, and of which networks this server wants them. */
public record ZoneKeyLogin(String url, String user, String password, List<String> networks) {
    private static final String TIMEOUT_SECONDS = "3";

    public ZoneKeyLogin {
        networks = List.copyOf(networks);
    }

    /** In autocommit. */
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "kessai-zone-keys");
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
    }

    @Override
    public String toString() {
        return "ZoneKeyLogin[" + url + ", " + user + "]";
    }
}
