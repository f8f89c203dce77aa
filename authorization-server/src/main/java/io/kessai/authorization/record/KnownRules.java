package io.kessai.authorization.record;

import io.kessai.domain.controls.ControlRules;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rules of control sets, kept from batch to batch: they never change under their id.
 *
 * <p>Used by its lane's thread.
 */
final class KnownRules {

    static final String LOAD =
            """
            select c.id, c.rules
            from controls c
            where c.id = any (?)""";

    /** Sets, and texts of sets, that are kept; of a full memory everything is forgotten. */
    private static final int SETS_MAX = 200_000;

    private static final int TEXTS_MAX = 5_000;

    private final Map<Long, ControlRules> known = new HashMap<>();

    /** By their text: a programme has many subjects, and few texts for them. */
    private final Map<String, ControlRules> parsed = new HashMap<>();

    /** Reads those that are not known yet. */
    void load(LaneConnection connection, Collection<Long> ids) throws SQLException {
        if (known.keySet().containsAll(ids)) {
            return;
        }
        if (known.size() > SETS_MAX || parsed.size() > TEXTS_MAX) {
            known.clear();
            parsed.clear();
        }
        TreeSet<Long> unknown = new TreeSet<>(ids);
        unknown.removeAll(known.keySet());
        PreparedStatement statement = connection.prepare(LOAD);
        statement.setArray(1, connection.array("int8", unknown.toArray()));
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                String text = row.getString("rules");
                long id = row.getLong("id");
                known.put(id, parsed.computeIfAbsent(text, _ -> ControlsTable.rules(id, text)));
            }
        }
    }

    /**
     * @throws IllegalStateException where it was not loaded
     */
    ControlRules rules(long id) {
        return Optional.ofNullable(known.get(id))
                .orElseThrow(() -> new IllegalStateException("there are no controls " + id));
    }
}
