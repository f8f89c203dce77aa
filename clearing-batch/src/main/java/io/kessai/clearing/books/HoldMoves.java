package io.kessai.clearing.books;

import static io.kessai.clearing.books.Columns.Type.INT2;
import static io.kessai.clearing.books.Columns.Type.INT8;
import static io.kessai.clearing.books.Columns.Type.TEXT;

import io.kessai.domain.EventKind;
import io.kessai.domain.HoldTerm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one transaction takes off holds and moves on balances, gathered and then written with one
 * statement a table: the terms' events, the terms, the accounts' sums, and what watchers are told.
 * The caller holds the locks of all accounts concerned. Not thread-safe.
 */
public final class HoldMoves {

    private static final String INSERT_EVENTS =
            """
            insert into hold_events (
                authorization_id, amount, original_level, term, message_key, transmitted_on)
            select e.authorization_id, e.amount, e.original_level, e.term, e.message_key, ?::date
            from unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::text[], ?::text[])
                as e (authorization_id, amount, original_level, term, message_key)\
            """;

    private static final String UPDATE_AUTHORIZATIONS =
            """
            update authorizations a
            set cleared = a.cleared + n.cleared,
                released = a.released + n.released,
                expired = a.expired + n.expired
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                as n (id, cleared, released, expired)
            where a.id = n.id\
            """;

    // After the update: what remains is what it left, less what the later events of the same
    // transaction took. The sort comes before the ids, which the sequence gives in that order.
    private static final String INSERT_TOLD =
            """
            insert into events (
                occurred_at, account_id, card_id, authorization_id, amount, remaining, booked,
                currency, kind, reason, message_key)
            select now(), t.account_id, a.card_id, a.id, t.amount,
                   coalesce(a.remaining, 0) + coalesce(
                       sum(t.amount) over (
                           partition by t.authorization_id
                           order by t.number
                           rows between 1 following and unbounded following), 0),
                   t.booked, c.currency, t.kind, '', t.message_key
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                with ordinality
                as t (authorization_id, account_id, amount, booked, kind, message_key, number)
            join accounts c on c.id = t.account_id
            left join authorizations a on a.id = t.authorization_id
            order by t.number\
            """;

    private static final String UPDATE_ACCOUNTS =
            """
            update accounts a
            set posted = a.posted + n.posted,
                held = a.held - n.taken
            from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as n (id, posted, taken)
            where a.id = n.id\
            """;

    /** What left one hold, by term. */
    private record Taken(long cleared, long released, long expired) {
        Taken plus(Taken other) {
            return new Taken(
                    Math.addExact(cleared, other.cleared),
                    Math.addExact(released, other.released),
                    Math.addExact(expired, other.expired));
        }
    }

    /** What happens to one account: posted signed, taken off its held. */
    private record Moved(long posted, long taken) {
        Moved plus(Moved other) {
            return new Moved(
                    Math.addExact(posted, other.posted), Math.addExact(taken, other.taken));
        }
    }

    private final LocalDate businessDate;
    private final Columns events = new Columns(INT8, INT8, INT2, TEXT, TEXT);
    private final Columns told = new Columns(INT8, INT8, INT8, INT8, TEXT, TEXT);
    private final Map<Long, Taken> holds = new TreeMap<>();
    private final Map<Long, Moved> accounts = new TreeMap<>();

    public HoldMoves(LocalDate businessDate) {
        this.businessDate = businessDate;
    }

    /**
     * Gives back {@code amount} of a hold and tells watchers so; nothing where it is zero.
     *
     * @param term released or expired
     * @param messageKey with hold and term the event's natural key
     * @param level at which the record was matched, 0 where it was not
     */
    public void take(HoldKey hold, HoldTerm term, long amount, String messageKey, int level) {
        if (amount != 0) {
            move(hold, term, amount, messageKey, level);
            tell(hold, term, amount, 0, messageKey);
        }
    }

    /**
     * Books what a record moves on the account's posted balance, takes off the hold what it covers
     * of that, and tells watchers; nothing where both are zero.
     *
     * @param hold its authorization is 0 where the record found none
     * @param cleared what is taken off the hold
     * @param booked signed
     */
    public void clear(HoldKey hold, long cleared, long booked, String messageKey, int level) {
        if (cleared != 0) {
            move(hold, HoldTerm.CLEARED, cleared, messageKey, level);
        }
        post(hold.accountId(), booked);
        if (cleared != 0 || booked != 0) {
            tell(hold, HoldTerm.CLEARED, cleared, booked, messageKey);
        }
    }

    private void tell(HoldKey hold, HoldTerm term, long amount, long booked, String messageKey) {
        told.add(
                hold.authorizationId(),
                hold.accountId(),
                amount,
                booked,
                EventKind.of(term).word(),
                messageKey);
    }

    private void move(HoldKey hold, HoldTerm term, long amount, String messageKey, int level) {
        Taken taken =
                switch (term) {
                    case CLEARED -> new Taken(amount, 0, 0);
                    case RELEASED -> new Taken(0, amount, 0);
                    case EXPIRED -> new Taken(0, 0, amount);
                    case AUTHORIZED, INCREMENTED, RAISED, LOWERED, REVERSED ->
                            throw new IllegalArgumentException("clearing never moves " + term);
                };
        events.add(hold.authorizationId(), amount, level, term.word(), messageKey);
        holds.merge(hold.authorizationId(), taken, Taken::plus);
        accounts.merge(hold.accountId(), new Moved(0, amount), Moved::plus);
    }

    /** Moves an account's posted balance by a signed amount. */
    public void post(long accountId, long signedAmount) {
        if (signedAmount != 0) {
            accounts.merge(accountId, new Moved(signedAmount, 0), Moved::plus);
        }
    }

    /** Which hold, on which account. */
    public record HoldKey(long authorizationId, long accountId) {}

    /** Writes everything but the commit; asserts that each row was there. */
    public void write(Connection connection) throws SQLException {
        Columns authorizations = new Columns(INT8, INT8, INT8, INT8);
        holds.forEach((id, t) -> authorizations.add(id, t.cleared, t.released, t.expired));
        Columns balances = new Columns(INT8, INT8, INT8);
        accounts.forEach((id, moved) -> balances.add(id, moved.posted, moved.taken));
        update(connection, UPDATE_AUTHORIZATIONS, authorizations);
        insertEvents(connection);
        update(connection, UPDATE_ACCOUNTS, balances);
        update(connection, INSERT_TOLD, told);
    }

    private void insertEvents(Connection connection) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_EVENTS)) {
            statement.setObject(1, businessDate);
            events.bind(statement, 2);
            Rows.require(events.size(), statement.executeUpdate());
        }
    }

    private static void update(Connection connection, String sql, Columns rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(statement, 1);
            Rows.require(rows.size(), statement.executeUpdate());
        }
    }
}
