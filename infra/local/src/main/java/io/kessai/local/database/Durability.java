package io.kessai.local.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether what the database has committed must survive a crash. */
public enum Durability {
    /** Commits are on disk before they are answered; checked after every start. */
    DURABLE("on"),
    /** Faster, for tests that kill nothing: a crash may lose commits or damage the data. */
    FAST("off");

    private static final List<String> SETTINGS =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private final String value;

    Durability(String value) {
        this.value = value;
    }

    /** What every server of ours is started with, in whatever place, each {@code name=value}. */
    List<String> serverSettings() {
        return Stream.concat(
                        SETTINGS.stream().map(name -> name + "=" + value),
                        Stream.of("max_connections=200", "timezone=UTC", "log_timezone=UTC"))
                .toList();
    }

    /**
     * Reads the three settings a durable answer depends on, as this session sees them.
     *
     * @return the settings that break the promise, such as {@code fsync=off}; empty when commits
     *     are durable. {@code synchronous_commit} may also be {@code remote_write}, {@code
     *     remote_apply} or {@code local}: all flush the local log first.
     */
    public static List<String> violations(Connection connection) throws SQLException {
        List<String> violations = new ArrayList<>();
        for (String setting : SETTINGS) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show " + setting)) {
                row.next();
                if (row.getString(1).equals("off")) {
                    violations.add(setting + "=off");
                }
            }
        }
        return List.copyOf(violations);
    }
}
