package io.kessai.authorization.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Ids of new authorizations, taken from the database in blocks, some at a time where batches are
 * large: nearly each of them would ask for one otherwise.
 *
 * <p>A block is good for the connection that drew it only: a database that crashes may forget that
 * it gave the block away, unless something was committed behind it, and gives it away again.
 *
 * <p>Used by one lane's thread. Ids of a block that is never used up are lost, which harms nobody.
 */
final class AuthorizationIds {

    /** The increment of the sequence: each value owns the ids up to itself. */
    private static final int BLOCK = 256;

    /** Batches of the size that asks, for which blocks are drawn at once. */
    private static final int BATCHES = 4;

    static final String NEXT_BLOCKS =
            "select nextval('authorization_id_blocks') from generate_series(1, ?)";

    private final Deque<Long> further = new ArrayDeque<>();
    private Optional<LaneConnection> drawnBy = Optional.empty();
    private long next = 1;
    private long last;

    /** Makes sure that at least {@code count} ids can be taken. */
    void reserve(LaneConnection connection, int count) throws SQLException {
        if (drawnBy.filter(by -> by == connection).isEmpty()) {
            further.clear();
            next = last + 1;
        } else if (last - next + 1 + (long) further.size() * BLOCK >= count) {
            return;
        }
        PreparedStatement draw = connection.prepare(NEXT_BLOCKS);
        draw.setInt(1, Math.ceilDiv(BATCHES * count, BLOCK));
        try (ResultSet row = connection.query(draw)) {
            while (row.next()) {
                further.add(row.getLong(1));
            }
        }
        drawnBy = Optional.of(connection);
    }

    long take() {
        if (next > last) {
            if (further.isEmpty()) {
                throw new IllegalStateException("no authorization id was reserved");
            }
            last = further.remove();
            next = last - BLOCK + 1;
        }
        return next++;
    }
}
