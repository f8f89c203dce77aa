package io.kessai.clearing.expire;

import io.kessai.clearing.books.AccountLocks;
import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.Columns;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.books.HoldMoves.HoldKey;
import io.kessai.clearing.books.Rows;
import io.kessai.clearing.run.Pace;
import io.kessai.domain.Circumstances;
import io.kessai.domain.Currency;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldSubject;
import io.kessai.domain.Money;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Presence;
import io.kessai.domain.Scheme;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts open holds under another hold policy: their last day becomes what it would have been had
 * that policy decided when they were approved. What they hold stays as it is.
 *
 * <p>Run again, or killed and run again, it changes nothing it did before: only holds under another
 * policy are looked at. Immutable.
 */
public final class ApplyPolicy {

    private static final String OPEN =
            """
            from authorizations a
            where a.remaining > 0
              and a.policy_version <> ?
            """;

    private static final String CANDIDATES =
            "select a.id, a.account_id\n" + OPEN + "order by a.account_id, a.id";

    /** Rows from before V10 have neither held_from nor asked. */
    private static final String FACTS =
            """
            select a.id, a.currency, a.mcc, a.scheme, a.presence, a.is_pre_authorization,
                   a.expires_on, coalesce(a.asked, greatest(a.authorized, a.billed)) as asked,
                   coalesce(a.held_from, (a.decided_at at time zone ?)::date) as held_from
            """;

    /** The same holds as they are now that their accounts are locked. */
    private static final String LOCKED = FACTS + OPEN + "and a.id = any (?)";

    private static final String UPDATE =
            """
            update authorizations a
            set expires_on = n.expires_on::date,
                policy_version = ?
            from unnest(?::bigint[], ?::text[]) as n (id, expires_on)
            where a.id = n.id
            """;

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final int CHUNK_HOLDS = 500;

    private final ConnectionSource connections;
    private final ZoneId zone;

    /** An open hold, and its last day under the policy. */
    private record Ruled(long id, LocalDate expiresOn, LocalDate ruled) {

        PolicyChange change(LocalDate businessDate) {
            return new PolicyChange(
                    1,
                    ruled.isBefore(expiresOn) ? 1 : 0,
                    ruled.isAfter(expiresOn) ? 1 : 0,
                    ruled.isBefore(businessDate) ? 1 : 0);
        }
    }

    /**
     * @param zone the programme's: the days of holds approved before V10 count from their date
     *     there
     */
    public ApplyPolicy(ConnectionSource connections, ZoneId zone) {
        this.connections = connections;
        this.zone = zone;
    }

    /**
     * Puts the open holds under the policy of that version.
     *
     * @param businessDate says which of them are due then
     * @param dryRun only say what would change
     * @param pace of the calling thread
     * @throws OperatingException CONFIGURATION_REFUSED where no such policy is known
     */
    public PolicyChange run(int version, LocalDate businessDate, boolean dryRun, Pace pace)
            throws SQLException {
        try (Connection reading = connections.open()) {
            reading.setAutoCommit(false);
            HoldPolicy policy = KnownPolicies.find(reading, version);
            PolicyChange change =
                    dryRun
                            ? counted(reading, policy, businessDate)
                            : applied(reading, policy, businessDate, pace);
            reading.rollback();
            return change;
        }
    }

    private PolicyChange counted(Connection reading, HoldPolicy policy, LocalDate businessDate)
            throws SQLException {
        PolicyChange change = PolicyChange.NONE;
        try (PreparedStatement statement = reading.prepareStatement(FACTS + OPEN)) {
            statement.setFetchSize(CHUNK_HOLDS);
            statement.setString(1, zone.getId());
            statement.setInt(2, policy.version());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    change = change.plus(ruled(row, policy).change(businessDate));
                }
            }
        }
        return change;
    }

    private PolicyChange applied(
            Connection reading, HoldPolicy policy, LocalDate businessDate, Pace pace)
            throws SQLException {
        PolicyChange change = PolicyChange.NONE;
        try (Connection writing = connections.open();
                PreparedStatement statement = reading.prepareStatement(CANDIDATES)) {
            Attempts attempts = new Attempts(writing, LOCK_TIMEOUT);
            statement.setFetchSize(CHUNK_HOLDS);
            statement.setInt(1, policy.version());
            try (ResultSet candidates = statement.executeQuery()) {
                for (List<HoldKey> chunk = next(candidates);
                        !chunk.isEmpty();
                        chunk = next(candidates)) {
                    List<HoldKey> holds = chunk;
                    for (Ruled ruled : attempts.run(c -> apply(c, holds, policy))) {
                        change = change.plus(ruled.change(businessDate));
                    }
                    pace.rest();
                }
            }
        }
        return change;
    }

    private static List<HoldKey> next(ResultSet candidates) throws SQLException {
        List<HoldKey> chunk = new ArrayList<>();
        while (chunk.size() < CHUNK_HOLDS && candidates.next()) {
            chunk.add(new HoldKey(candidates.getLong(1), candidates.getLong(2)));
        }
        return chunk;
    }

    private List<Ruled> apply(Connection connection, List<HoldKey> chunk, HoldPolicy policy)
            throws SQLException {
        AccountLocks.lock(connection, chunk.stream().map(HoldKey::accountId).toList());
        List<Ruled> open = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCKED)) {
            statement.setString(1, zone.getId());
            statement.setInt(2, policy.version());
            statement.setObject(3, chunk.stream().mapToLong(HoldKey::authorizationId).toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    open.add(ruled(row, policy));
                }
            }
        }
        write(connection, open, policy.version());
        return open;
    }

    private static void write(Connection connection, List<Ruled> holds, int version)
            throws SQLException {
        if (holds.isEmpty()) {
            return;
        }
        Columns rows = new Columns(Columns.Type.INT8, Columns.Type.TEXT);
        holds.forEach(hold -> rows.add(hold.id(), hold.ruled().toString()));
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setInt(1, version);
            rows.bind(statement, 2);
            Rows.require(rows.size(), statement.executeUpdate());
        }
    }

    private static Ruled ruled(ResultSet row, HoldPolicy policy) throws SQLException {
        Currency currency =
                Currency.ofNumeric(row.getInt("currency")).orElseThrow(IllegalStateException::new);
        HoldSubject subject =
                new HoldSubject(
                        new Circumstances(
                                Scheme.ofWord(row.getString("scheme")).orElse(Scheme.OTHER),
                                Presence.ofWord(row.getString("presence")).orElse(Presence.UNKNOWN),
                                row.getBoolean("is_pre_authorization")),
                        row.getString("mcc"),
                        Money.of(row.getLong("asked"), currency));
        return new Ruled(
                row.getLong("id"),
                row.getObject("expires_on", LocalDate.class),
                policy.expiresOn(row.getObject("held_from", LocalDate.class), subject));
    }
}
