package io.kessai.authorization.record;

import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlsError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The control sets that were ever set: a version's rules never change. */
final class ControlsTable {

    private static final String ALL = "select id, rules from controls";

    private ControlsTable() {}

    /** The rules of each set, by its id. */
    static Map<Long, ControlRules> all(Connection connection) throws SQLException {
        Map<Long, ControlRules> all = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long id = row.getLong("id");
                all.put(id, rules(id, row.getString("rules")));
            }
        }
        return all;
    }

    /**
     * Reads the text of a set.
     *
     * @throws IllegalStateException if it holds no rules: nobody checked what was written
     */
    static ControlRules rules(long id, String text) {
        return switch (ControlRules.parse(text)) {
            case ControlRules rules -> rules;
            case ControlsError error ->
                    throw new IllegalStateException("controls " + id + ": " + error);
        };
    }
}
