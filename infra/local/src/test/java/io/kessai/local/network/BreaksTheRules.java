package io.kessai.local.network;

import java.sql.Connection;
import java.sql.SQLException;

/** A simulated network that cheats, to show that the architecture test notices. */
public final class BreaksTheRules {

    private BreaksTheRules() {}

    /** Asks the database what the server thinks. */
    public static String cheat(Connection connection) throws SQLException {
        return connection.getCatalog();
    }
}
