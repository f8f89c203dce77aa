package io.kessai.authorization.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows for {@code unnest}: as many SQL arrays as there are columns. */
final class Columns {

    private final String[] types;
    private final List<Object[]> rows = new ArrayList<>();
    private boolean repeatsFirst;

    /**
     * @param types PostgreSQL element types, one a column: int2, int4, int8, text, date,
     *     timestamptz, bool, bytea
     */
    Columns(String... types) {
        this.types = types;
    }

    void add(Object... row) {
        if (row.length != types.length) {
            throw new IllegalArgumentException(row.length + " values for " + types.length);
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int size() {
        return rows.size();
    }

    /** The same, its first column bound once more behind the last. */
    Columns repeatingFirst() {
        repeatsFirst = true;
        return this;
    }

    /** Sets all columns as parameters 1 to n. */
    void bind(PreparedStatement statement) throws SQLException {
        bind(statement, 1);
    }

    /**
     * Sets all columns as parameters from {@code first} on.
     *
     * @return the number of the parameter behind them
     */
    int bind(PreparedStatement statement, int first) throws SQLException {
        Connection connection = statement.getConnection();
        int next = first;
        for (int i = 0; i < types.length; i++) {
            statement.setArray(next++, connection.createArrayOf(types[i], column(i)));
        }
        if (repeatsFirst) {
            statement.setArray(next++, connection.createArrayOf(types[0], column(0)));
        }
        return next;
    }

    private Object[] column(int i) {
        return switch (types[i]) {
            case "bytea" -> rows.stream().map(row -> (byte[]) row[i]).toArray(byte[][]::new);
            case "date", "timestamptz" ->
                    rows.stream().map(row -> row[i].toString()).toArray(String[]::new);
            default -> rows.stream().map(row -> row[i]).toArray();
        };
    }
}
