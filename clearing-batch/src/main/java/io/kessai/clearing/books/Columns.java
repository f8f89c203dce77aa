package io.kessai.clearing.books;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows for {@code unnest}: as many SQL arrays as there are columns. Not thread-safe. */
public final class Columns {

    /** A PostgreSQL element type. */
    public enum Type {
        INT2,
        INT4,
        INT8,
        TEXT
    }

    private final Type[] types;
    private final List<Object[]> rows = new ArrayList<>();

    public Columns(Type... types) {
        this.types = types.clone();
    }

    /** Numbers for INT columns, of any width that fits; text for TEXT. */
    public void add(Object... row) {
        if (row.length != types.length) {
            throw new IllegalArgumentException(row.length + " values for " + types.length);
        }
        rows.add(row);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    /**
     * Sets all columns as parameters from {@code first}.
     *
     * @return the parameter after the last
     */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            statement.setObject(first + i, column(i));
        }
        return first + types.length;
    }

    /** Primitive arrays, which the driver sends in binary. */
    private Object column(int i) {
        return switch (types[i]) {
            case INT2 -> shorts(i);
            case INT4 -> rows.stream().mapToInt(row -> ((Number) row[i]).intValue()).toArray();
            case INT8 -> rows.stream().mapToLong(row -> ((Number) row[i]).longValue()).toArray();
            case TEXT -> rows.stream().map(row -> (String) row[i]).toArray(String[]::new);
        };
    }

    private short[] shorts(int i) {
        short[] column = new short[rows.size()];
        for (int row = 0; row < column.length; row++) {
            column[row] = ((Number) rows.get(row)[i]).shortValue();
        }
        return column;
    }
}
