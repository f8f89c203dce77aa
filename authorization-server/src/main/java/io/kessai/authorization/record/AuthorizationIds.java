package io.kessai.authorization.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Ids of new authorizations, taken from the database in blocks.
 *
 * <p>A block is good for the connection that drew it only: a database that crashes may forget that
 * it gave the block away, unless something was committed behind it, and gives it away again.
 *
 * <p>Used by one lane's thread. Ids of a block that is never used up are lost, which harms nobody.
 */
final class AuthorizationIds {

    /** The increment of the sequence: each value owns the ids up to itself. */
    static final int BLOCK = 256;

    static final String NEXT_BLOCK = "select nextval('authorization_id_blocks')";

    private Optional<LaneConnection> drawnBy = Optional.empty();
    private long next = 1;
    private long last;

    /** Makes sure that at least {@code count} ids, at most {@value #BLOCK}, can be taken. */
    void reserve(LaneConnection connection, int count) throws SQLException {
        boolean good = drawnBy.filter(by -> by == connection).isPresent();
        if (good && last - next + 1 >= count) {
            return;
        }
        try (ResultSet row = connection.query(connection.prepare(NEXT_BLOCK))) {
            row.next();
            last = row.getLong(1);
            next = last - BLOCK + 1;
            drawnBy = Optional.of(connection);
        }
    }

    long take() {
        if (next > last) {
            throw new IllegalStateException("no authorization id was reserved");
        }
        return next++;
    }
}
