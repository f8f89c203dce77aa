package io.kessai.authorization.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One journaled decision, as a backtest reads it.
 *
 * @param authorizationId that it is about, 0 if none
 * @param committedAt when its transaction began
 * @param voidedAt when its approval was taken back, if it was
 */
record JournalEntry(
        String key,
        LocalDate transmittedOn,
        int inputVersion,
        int policyVersion,
        long authorizationId,
        Instant committedAt,
        Optional<Instant> voidedAt,
        byte[] input,
        byte[] outcome) {

    /**
     * In the order of decision, as far as the journal tells it: a lane's transactions begin one
     * after the other, and within one messages are decided as they arrived. For a card that is
     * exact on one server; cards of an account in several lanes, and several servers, may have got
     * its lock the other way round.
     */
    private static final String IN_ORDER =
            """
            select j.message_key, j.transmitted_on, j.input_version, j.policy_version,
                   coalesce(j.authorization_id, 0) as authorization_id, j.committed_at,
                   v.recorded_at as voided_at, j.input, j.outcome
            from journal j
            left join journal_events v
                on v.message_key = j.message_key
               and v.transmitted_on = j.transmitted_on
               and v.kind = 'voided'
            where j.received_at >= ? and j.received_at < ?
            order by j.committed_at, j.received_at, j.authorization_id, j.message_key""";

    /** A date of any zone begins and ends within a day of the same one in UTC. */
    private static final int DAYS_OF_ZONES = 1;

    /**
     * A statement that gives them; the business dates may still be others by a day.
     *
     * @param from the first business date; absent for all from the beginning
     * @param to the last; absent for all to the end
     */
    static PreparedStatement inOrder(
            Connection connection, Optional<LocalDate> from, Optional<LocalDate> to)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(IN_ORDER);
        statement.setObject(
                1,
                from.map(date -> midnight(date.minusDays(DAYS_OF_ZONES)))
                        .orElse(OffsetDateTime.MIN));
        statement.setObject(
                2,
                to.map(date -> midnight(date.plusDays(1L + DAYS_OF_ZONES)))
                        .orElse(OffsetDateTime.MAX));
        return statement;
    }

    private static OffsetDateTime midnight(LocalDate date) {
        return date.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    static JournalEntry of(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getString("message_key"),
                row.getObject("transmitted_on", LocalDate.class),
                row.getInt("input_version"),
                row.getInt("policy_version"),
                row.getLong("authorization_id"),
                row.getObject("committed_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("voided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getBytes("input"),
                row.getBytes("outcome"));
    }
}
