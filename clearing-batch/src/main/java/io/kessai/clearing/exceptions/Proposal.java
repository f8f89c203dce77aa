package io.kessai.clearing.exceptions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The last resolution of an exception, and what became of it.
 *
 * @param accountId that {@code post} names, else 0
 */
record Proposal(long id, Action action, String maker, long accountId, State state) {

    /** How an exception stands. */
    enum State {
        /** Waits for its checker. */
        PROPOSED,
        /** In force: the exception is closed. */
        IN_FORCE,
        /** Refused: another may be proposed. */
        REFUSED
    }

    private static final String LAST =
            """
            select r.id, r.action, r.maker, coalesce(r.account_id, 0), r.moves_money,
                   coalesce(c.verdict, '')
            from clearing_resolutions r
            left join clearing_checks c on c.resolution_id = r.id
            where r.exception_id = ?
            order by r.id desc
            limit 1\
            """;

    /** Each follows the one before it, so that the last one tells. */
    static Optional<Proposal> last(Connection connection, long exceptionId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setLong(1, exceptionId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Proposal(
                                        row.getLong(1),
                                        Action.ofWord(row.getString(2)),
                                        row.getString(3),
                                        row.getLong(4),
                                        state(row.getBoolean(5), row.getString(6))))
                        : Optional.empty();
            }
        }
    }

    private static State state(boolean movesMoney, String verdict) {
        if (!movesMoney || verdict.equals(Verdict.APPROVED.word())) {
            return State.IN_FORCE;
        }
        return verdict.isEmpty() ? State.PROPOSED : State.REFUSED;
    }
}
