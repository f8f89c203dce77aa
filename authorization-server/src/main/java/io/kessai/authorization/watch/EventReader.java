package io.kessai.authorization.watch;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.EventKind;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the outbox from a position on. What is visible in a new snapshot and was not in the one
 * before is new, in the order of the ids: of one account these rise in order of commit, because
 * they are drawn under its lock. Nothing is missed however transactions overtake each other, and
 * writers do nothing for it.
 *
 * <p>Used by one thread, on a connection that commits by itself. Specification: EventReaderTest.
 */
final class EventReader {

    /** Longer than any transaction that writes events. */
    static final Duration LONGEST_TRANSACTION = Duration.ofHours(1);

    /** Beyond so many transactions the way by ids is shorter than sorting what they wrote. */
    private static final long WIDE_TRANSACTIONS = 1_000;

    /** A restored database is another history: it gives transaction ids again. */
    private static final String MOMENT =
            """
            select pg_current_snapshot()::text as snapshot, now() as moment,
                   case when isfinite(kept_since) then kept_since end as kept_since,
                   hashtextextended(
                       name || ' ' || (select system_identifier from pg_control_system())
                           || ' ' || (select timeline_id from pg_control_checkpoint()), 0) as history
            from event_stream""";

    private static final String COLUMNS =
            """
            select e.id, e.kind, e.account_id, e.card_id, e.authorization_id, e.amount, e.remaining,
                   e.booked, e.currency, e.reason, e.message_key, e.occurred_at, e.recorded_at
            """;

    /** What ran when the last snapshot was taken, and what has begun since. */
    static final String NEW =
            COLUMNS
                    + """
                    from (
                        select * from events where xid = any (?::xid8[])
                        union all
                        select * from events where xid >= ?::xid8 and xid < ?::xid8
                    ) e
                    where e.id > ?
                      and pg_visible_in_snapshot(e.xid, ?::pg_snapshot)
                    order by e.id
                    limit ?""";

    /** For watchers that were away for long: days from before are not looked at. */
    static final String MISSED =
            COLUMNS
                    + """
                    from events e
                    where e.id > ?
                      and e.recorded_at >= ?
                      and pg_visible_in_snapshot(e.xid, ?::pg_snapshot)
                      and not pg_visible_in_snapshot(e.xid, ?::pg_snapshot)
                    order by e.id
                    limit ?""";

    /** What the database says of itself. */
    private record Moment(Snapshot snapshot, Instant at, Instant keptSince, long history) {

        Position.Window window(Instant since) {
            return new Position.Window(snapshot, at, since, 0);
        }
    }

    private final Connection connection;

    EventReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * The position of a watcher that begins. One of another history is continued by its time: some
     * events are given again, none is missed.
     *
     * @throws OperatingException (POSITION_OUTDATED) if events from there are no longer kept
     */
    Position begin(Begin begin) throws SQLException {
        Moment now = moment();
        return switch (begin) {
            case Begin.FromNow _ ->
                    new Position(now.history(), now.at(), now.snapshot(), Optional.empty());
            case Begin.FromStart _ -> by(now, Instant.EPOCH);
            case Begin.Since(Instant moment) -> by(now, kept(now, moment));
            case Begin.After(Position position) -> {
                Instant from = kept(now, position.at().minus(LONGEST_TRANSACTION));
                boolean isOurs =
                        position.history() == now.history() && !position.isBeyond(now.snapshot());
                yield isOurs ? position : by(now, from);
            }
        };
    }

    private static Position by(Moment now, Instant since) {
        return new Position(now.history(), since, Snapshot.NONE, Optional.of(now.window(since)));
    }

    private static Instant kept(Moment now, Instant from) {
        if (from.isBefore(now.keptSince())) {
            throw new OperatingException(
                    ErrorCode.POSITION_OUTDATED,
                    "events are kept since %s only: watch from_start, and read what happened before by ListAuthorizations"
                            .formatted(now.keptSince()));
        }
        return from;
    }

    /**
     * What comes next.
     *
     * @param limit the most events
     */
    Page next(Position from, int limit) throws SQLException {
        Position.Window window =
                from.window().isPresent() ? from.window().get() : moment().window(Instant.EPOCH);
        List<Given> given = new ArrayList<>();
        Position position = from;
        try (PreparedStatement statement = statement(from, window, limit)) {
            statement.setInt(statement.getParameterMetaData().getParameterCount(), limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    WatchedEvent event = event(row);
                    position = position.given(window, event);
                    given.add(new Given(event, position));
                }
            }
        }
        boolean isLast = given.size() < limit;
        return new Page(given, isLast ? from.past(window) : position, isLast);
    }

    private PreparedStatement statement(Position from, Position.Window window, int limit)
            throws SQLException {
        boolean isWide =
                window.upTo().xmax() - from.seen().xmax() > WIDE_TRANSACTIONS
                        || !window.since().equals(Instant.EPOCH);
        return isWide ? missed(from, window, limit) : fresh(from, window, limit);
    }

    private PreparedStatement fresh(Position from, Position.Window window, int limit)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(NEW);
        Snapshot seen = from.seen();
        String running = seen.running().toString().replace('[', '{').replace(']', '}');
        statement.setObject(1, running, Types.OTHER);
        statement.setObject(2, Long.toString(seen.xmax()), Types.OTHER);
        statement.setObject(3, Long.toString(window.upTo().xmax()), Types.OTHER);
        statement.setLong(4, window.lastId());
        statement.setObject(5, window.upTo().text(), Types.OTHER);
        statement.setInt(6, limit);
        return statement;
    }

    private PreparedStatement missed(Position from, Position.Window window, int limit)
            throws SQLException {
        Instant safe = from.at().minus(LONGEST_TRANSACTION);
        Instant bound = window.since().isAfter(safe) ? window.since() : safe;
        PreparedStatement statement = connection.prepareStatement(MISSED);
        statement.setLong(1, window.lastId());
        statement.setObject(2, OffsetDateTime.ofInstant(bound, ZoneOffset.UTC));
        statement.setObject(3, window.upTo().text(), Types.OTHER);
        statement.setObject(4, from.seen().text(), Types.OTHER);
        statement.setInt(5, limit);
        return statement;
    }

    private Moment moment() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOMENT);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Moment(
                    Snapshot.parse(row.getString("snapshot")).orElseThrow(),
                    instant(row, "moment"),
                    Optional.ofNullable(row.getObject("kept_since", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant)
                            .orElse(Instant.MIN),
                    row.getLong("history"));
        }
    }

    private static WatchedEvent event(ResultSet row) throws SQLException {
        return new WatchedEvent(
                row.getLong("id"),
                EventKind.ofWord(row.getString("kind")).orElseThrow(),
                row.getLong("account_id"),
                row.getLong("card_id"),
                row.getLong("authorization_id"),
                row.getLong("amount"),
                row.getLong("remaining"),
                row.getLong("booked"),
                row.getInt("currency"),
                row.getString("reason"),
                row.getString("message_key"),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
