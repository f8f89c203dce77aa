package io.kessai.clearing.reconcile;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an ordered query a group at a time; the server keeps what is not read yet. The first two
 * columns are the group's key. For one thread.
 */
final class GroupedCursor<T> implements AutoCloseable {
    private static final int FETCH_ROWS = 1_000;

    private final PreparedStatement statement;
    private final ResultSet row;
    private final RowMapper<T> mapper;
    private Optional<GroupKey> next;

    /** Reads rows into a group; a row may continue the one before it. */
    interface RowMapper<T> {
        void addTo(List<T> group, ResultSet row) throws SQLException;
    }

    /**
     * @param statement with its parameters, in a transaction; closed with this
     */
    GroupedCursor(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        this.statement = statement;
        this.mapper = mapper;
        statement.setFetchSize(FETCH_ROWS);
        this.row = statement.executeQuery();
        this.next = advance();
    }

    /** The group that comes next; empty at the end. */
    Optional<GroupKey> next() {
        return next;
    }

    /**
     * The rows of this group, none if another comes next; of unrelated rows only some, the rest
     * comes next.
     */
    List<T> read(GroupKey key) throws SQLException {
        int rowsMax = key.isUnrelated() ? FETCH_ROWS : Integer.MAX_VALUE;
        List<T> group = new ArrayList<>();
        while (next.isPresent() && next.get().equals(key) && group.size() < rowsMax) {
            mapper.addTo(group, row);
            next = advance();
        }
        return group;
    }

    private Optional<GroupKey> advance() throws SQLException {
        return row.next()
                ? Optional.of(new GroupKey(row.getLong(1), row.getLong(2)))
                : Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
