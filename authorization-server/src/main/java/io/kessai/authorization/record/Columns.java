package io.kessai.authorization.record;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.core.TypeInfo;
import org.postgresql.jdbc.PgArray;
import org.postgresql.util.PSQLState;

/**
 * Rows for {@code unnest}: as many SQL arrays as there are columns, or one array of a {@link
 * RowType}.
 */
final class Columns {

    private final String[] types;
    private final Optional<RowType> rowType;
    private final List<Object[]> rows = new ArrayList<>();
    private boolean repeatsFirst;

    /**
     * @param types PostgreSQL element types, one a column: int2, int4, int8, text, date,
     *     timestamptz, bool, bytea
     */
    Columns(String... types) {
        this.types = types;
        this.rowType = Optional.empty();
    }

    /** Bound as one array. An absent value is an empty {@link Optional}. */
    Columns(RowType type) {
        this.types = type.columns().stream().map(column -> column.word()).toArray(String[]::new);
        this.rowType = Optional.of(type);
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

    /** Sets all columns as parameters from 1 on. */
    void bind(PreparedStatement statement) throws SQLException {
        bind(statement, 1);
    }

    /**
     * Sets all columns as parameters from {@code first} on.
     *
     * @return the number of the parameter behind them
     */
    int bind(PreparedStatement statement, int first) throws SQLException {
        PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
        int next = first;
        if (rowType.isPresent()) {
            statement.setArray(next++, array(statement, rowType.get()));
        } else {
            for (int i = 0; i < types.length; i++) {
                statement.setArray(next++, connection.createArrayOf(types[i], column(i)));
            }
        }
        if (repeatsFirst) {
            statement.setArray(next++, connection.createArrayOf(types[0], column(0)));
        }
        return next;
    }

    /** The driver makes no arrays of composite values itself, but sends one that is made. */
    private Array array(PreparedStatement statement, RowType type) throws SQLException {
        BaseConnection connection = statement.getConnection().unwrap(BaseConnection.class);
        TypeInfo types = connection.getTypeInfo();
        return new PgArray(
                connection,
                types.getPGArrayType(type.word()),
                RowArray.encode(type, rows, types.getPGType(type.word())));
    }

    /**
     * Has the driver look up every {@link RowType}, which it does once a connection: not in the
     * middle of a transaction, where nobody watches how long that takes.
     *
     * @throws SQLException if the database does not know one of them
     */
    static void learnRowTypes(Connection connection) throws SQLException {
        TypeInfo types = connection.unwrap(BaseConnection.class).getTypeInfo();
        for (RowType type : RowType.values()) {
            int array = types.getPGArrayType(type.word());
            if (array == Oid.UNSPECIFIED || types.getPGType(type.word()) == Oid.UNSPECIFIED) {
                throw new SQLException(
                        "the database has no type " + type.word() + ": migrate it",
                        PSQLState.UNDEFINED_OBJECT.getState());
            }
            types.getPGArrayElement(array);
        }
    }

    /**
     * An array of the type's own: the driver sends those in binary, and texts of dates, which it
     * cannot, as texts.
     */
    private Object column(int i) {
        return switch (types[i]) {
            case "int2" -> shorts(i);
            case "int4" ->
                    rows.stream()
                            .mapToInt(row -> Math.toIntExact(((Number) row[i]).longValue()))
                            .toArray();
            case "int8" -> rows.stream().mapToLong(row -> ((Number) row[i]).longValue()).toArray();
            case "bool" -> flags(i);
            case "bytea" -> rows.stream().map(row -> (byte[]) row[i]).toArray(byte[][]::new);
            default -> rows.stream().map(row -> row[i].toString()).toArray(String[]::new);
        };
    }

    private short[] shorts(int i) {
        short[] shorts = new short[rows.size()];
        for (int at = 0; at < shorts.length; at++) {
            long number = ((Number) rows.get(at)[i]).longValue();
            shorts[at] = (short) number;
            if (shorts[at] != number) {
                throw new ArithmeticException(number + " is no int2");
            }
        }
        return shorts;
    }

    private boolean[] flags(int i) {
        boolean[] flags = new boolean[rows.size()];
        for (int at = 0; at < flags.length; at++) {
            flags[at] = (Boolean) rows.get(at)[i];
        }
        return flags;
    }
}
