package io.kessai.authorization.record;

import io.kessai.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where the database is, and as whom the lanes log in. */
public record StoreEndpoint(String url, String user, String password) {

    /** The options of programs that read the journal, each with a value. */
    static final String URL_OPTION = "--db-url";

    static final String USER_OPTION = "--user";
    static final String PASSWORD_OPTION = "--password";

    /**
     * Of a program that only reads: options given, and what is missing from {@code KESSAI_DB_URL}
     * and {@code KESSAI_DB_READER_USER/_PASSWORD}, default {@code KESSAI_DB_USER/_PASSWORD}. Empty
     * where neither names a database.
     */
    static Optional<StoreEndpoint> ofReader(
            Map<String, String> given, Map<String, String> environment) {
        String url = given.getOrDefault(URL_OPTION, environment.getOrDefault("KESSAI_DB_URL", ""));
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new StoreEndpoint(
                                url,
                                given.getOrDefault(USER_OPTION, ofReader(environment, "USER")),
                                given.getOrDefault(
                                        PASSWORD_OPTION, ofReader(environment, "PASSWORD"))));
    }

    private static String ofReader(Map<String, String> environment, String what) {
        return environment.getOrDefault(
                "KESSAI_DB_READER_" + what, environment.getOrDefault("KESSAI_DB_" + what, ""));
    }

    /**
     * Opens a session.
     *
     * @param properties as PostgreSQL's own driver names them, time limits in seconds
     */
    Connection open(Properties properties) throws SQLException {
        return DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
    }

    @Override
    public String toString() {
        return "StoreEndpoint[" + url + ", " + user + "]";
    }
}
