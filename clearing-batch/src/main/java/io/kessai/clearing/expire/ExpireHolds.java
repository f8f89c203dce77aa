package io.kessai.clearing.expire;

import io.kessai.clearing.books.AccountLocks;
import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.books.HoldMoves;
import io.kessai.clearing.books.HoldMoves.HoldKey;
import io.kessai.clearing.run.Pace;
import io.kessai.domain.HoldTerm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives back what authorizations still hold after their last day (an expired hold stays matchable).
 * Holds matched by a clearing record that is not posted yet are left to {@code post}.
 *
 * <p>Run again, or killed and run again, it changes nothing it did before. Immutable.
 */
public final class ExpireHolds {

    private static final String DUE =
            """
            from authorizations a
            where a.expires_on < ?
              and a.remaining > 0
              and (select count(*)
                   from clearing_matches m
                   where m.authorization_id = a.id
                     and (select o.number
                          from clearing_outcomes o
                          where o.file_id = m.file_id
                            and o.number = m.number) is null) = 0
            """;

    private static final String TOTALS =
            "select a.currency, count(*), sum(a.remaining)::bigint\n"
                    + DUE
                    + "group by a.currency\norder by a.currency";

    private static final String CANDIDATES =
            "select a.id, a.account_id\n" + DUE + "order by a.account_id, a.id";

    /** The same holds as they are now that their accounts are locked. */
    private static final String LOCKED =
            "select a.id, a.account_id, a.remaining, a.currency, a.expired\n"
                    + DUE
                    + "and a.id = any (?)";

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final int CHUNK_HOLDS = 500;

    private final ConnectionSource connections;

    public ExpireHolds(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * Expires the holds whose last day is before a business date.
     *
     * @param dryRun only say what would expire
     * @param pace of the calling thread
     * @return what did or would expire, by currency; nothing where none is due
     */
    public List<ExpiryTotal> run(LocalDate businessDate, boolean dryRun, Pace pace)
            throws SQLException {
        if (dryRun) {
            return due(businessDate);
        }
        Map<Integer, ExpiryTotal> totals = new TreeMap<>();
        try (Connection reading = connections.open();
                Connection writing = connections.open()) {
            reading.setAutoCommit(false);
            Attempts attempts = new Attempts(writing, LOCK_TIMEOUT);
            try (PreparedStatement statement = reading.prepareStatement(CANDIDATES)) {
                statement.setFetchSize(CHUNK_HOLDS);
                statement.setObject(1, businessDate);
                try (ResultSet candidates = statement.executeQuery()) {
                    for (List<HoldKey> chunk = next(candidates);
                            !chunk.isEmpty();
                            chunk = next(candidates)) {
                        List<HoldKey> holds = chunk;
                        attempts.run(c -> expire(c, holds, businessDate))
                                .forEach(total -> add(totals, total));
                        pace.rest();
                    }
                }
            }
            reading.rollback();
        }
        return List.copyOf(totals.values());
    }

    private List<ExpiryTotal> due(LocalDate businessDate) throws SQLException {
        List<ExpiryTotal> totals = new ArrayList<>();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setObject(1, businessDate);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    totals.add(new ExpiryTotal(row.getInt(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
        return totals;
    }

    private static List<HoldKey> next(ResultSet candidates) throws SQLException {
        List<HoldKey> chunk = new ArrayList<>();
        while (chunk.size() < CHUNK_HOLDS && candidates.next()) {
            chunk.add(new HoldKey(candidates.getLong(1), candidates.getLong(2)));
        }
        return chunk;
    }

    private static List<ExpiryTotal> expire(
            Connection connection, List<HoldKey> chunk, LocalDate businessDate)
            throws SQLException {
        AccountLocks.lock(connection, chunk.stream().map(HoldKey::accountId).toList());
        HoldMoves moves = new HoldMoves(businessDate);
        List<ExpiryTotal> expired = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCKED)) {
            statement.setObject(1, businessDate);
            statement.setObject(2, chunk.stream().mapToLong(HoldKey::authorizationId).toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    HoldKey hold = new HoldKey(row.getLong(1), row.getLong(2));
                    String key = key(businessDate, row.getLong(5));
                    moves.take(hold, HoldTerm.EXPIRED, row.getLong(3), key, 0);
                    expired.add(new ExpiryTotal(row.getInt(4), 1, row.getLong(3)));
                }
            }
        }
        moves.write(connection);
        return expired;
    }

    /** An advice may raise a hold that has expired; then it expires once more. */
    private static String key(LocalDate businessDate, long expiredBefore) {
        String key = "expiry:" + businessDate;
        return expiredBefore == 0 ? key : key + ":" + expiredBefore;
    }

    private static void add(Map<Integer, ExpiryTotal> totals, ExpiryTotal more) {
        totals.merge(
                more.currency(),
                more,
                (a, b) ->
                        new ExpiryTotal(
                                a.currency(),
                                Math.addExact(a.holds(), b.holds()),
                                Math.addExact(a.amount(), b.amount())));
    }
}
