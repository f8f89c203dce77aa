package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/**
 * As a service with an object-relational mapper does it: a transaction a message, in which the card
 * is read, its account is read and locked, the journal entry and the authorization are inserted and
 * the account is updated; each statement waits for the one before. (A reversal reads and updates
 * its original in place of the insert, and inserts a hold event, which makes seven.)
 */
final class FiveStatements implements PeerStore {
    private static final String READ_CARD =
            """
            select id, account_id
            from cards
            where pan_token = ? and status = 'active' and expires >= current_date""";

    private static final String LOCK_ACCOUNT =
            """
            select credit_limit - posted - held as available
            from accounts
            where id = ? and status = 'active'
            for no key update""";

    private static final String FIND =
            """
            select id, authorized
            from authorizations
            where transmission = ? and stan = ? and card_id = ? and status = 'approved'
              and reversed = 0""";

    private static final String INSERT_JOURNAL =
            "insert into journal (card_id, account_id, authorization_id, approved_amount, reason,"
                    + " approval_code, "
                    + Rows.JOURNAL
                    + ") values (?, ?, ?, ?, ?, ?, "
                    + Rows.JOURNAL_VALUES
                    + ")";

    private static final String INSERT_AUTHORIZATION =
            "insert into authorizations (id, account_id, card_id, authorized, status,"
                    + " approval_code, "
                    + Rows.AUTHORIZATION
                    + ") values (?, ?, ?, ?, ?, ?, "
                    + Rows.AUTHORIZATION_VALUES
                    + ")";

    private static final String REVERSE =
            "update authorizations set reversed = authorized where id = ?";

    private static final String INSERT_HOLD_EVENT =
            """
            insert into hold_events (
                authorization_id, amount, term, original_level, transmitted_on, message_key)
            values (?, ?, 'reversed', 1, ?, ?)""";

    private static final String UPDATE_ACCOUNT = "update accounts set held = held + ? where id = ?";

    private final PeerConnection connection;

    private record Card(long id, long accountId, long available) {}

    private record Original(long id, long authorized) {}

    FiveStatements(PeerConnection connection) {
        this.connection = connection;
    }

    @Override
    public Answer answer(AuthorizationRequest request, Instant arrivedAt) throws SQLException {
        try {
            Answer answer =
                    switch (request.kind()) {
                        case AUTHORIZATION -> authorize(request, arrivedAt);
                        case REVERSAL -> reverse(request, arrivedAt);
                        default -> throw new IllegalArgumentException("a peer has no such message");
                    };
            connection.commit();
            return answer;
        } catch (SQLException e) {
            connection.rollback();
            if (!PeerConnection.isKeyTaken(e)) {
                throw e;
            }
            return recorded(request);
        } catch (RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private Answer recorded(AuthorizationRequest request) throws SQLException {
        try {
            return connection.recorded(request);
        } finally {
            connection.rollback();
        }
    }

    private Answer authorize(AuthorizationRequest request, Instant arrivedAt) throws SQLException {
        Optional<Card> card = lock(request);
        long amount = request.payment().amount().minorUnits();
        if (card.isEmpty()) {
            return journal(request, arrivedAt, card, 0, Reason.CARD_UNKNOWN);
        }
        long id = connection.nextId();
        Reason reason =
                card.get().available >= amount ? Reason.APPROVED : Reason.INSUFFICIENT_FUNDS;
        Answer answer = journal(request, arrivedAt, card, id, reason);
        long held = reason.approves() ? amount : 0;
        PreparedStatement insert = connection.prepare(INSERT_AUTHORIZATION);
        insert.setLong(1, id);
        insert.setLong(2, card.get().accountId);
        insert.setLong(3, card.get().id);
        insert.setLong(4, held);
        insert.setString(5, reason.approves() ? "approved" : "declined");
        insert.setString(6, answer.approvalCode());
        new Rows(request, arrivedAt).bindAuthorization(insert, 7);
        insert.executeUpdate();
        if (held > 0) {
            hold(card.get().accountId, held);
        }
        return answer;
    }

    private Answer reverse(AuthorizationRequest request, Instant arrivedAt) throws SQLException {
        Optional<Card> card = lock(request);
        Optional<Original> original =
                card.isEmpty() ? Optional.empty() : original(card.get(), request);
        if (original.isEmpty()) {
            return journal(request, arrivedAt, card, 0, Reason.ORIGINAL_UNKNOWN);
        }
        Answer answer = journal(request, arrivedAt, card, original.get().id, Reason.ACCEPTED);
        PreparedStatement update = connection.prepare(REVERSE);
        update.setLong(1, original.get().id);
        update.executeUpdate();
        reversed(request, original.get());
        hold(card.get().accountId, -original.get().authorized);
        return answer;
    }

    private Optional<Card> lock(AuthorizationRequest request) throws SQLException {
        PreparedStatement read = connection.prepare(READ_CARD);
        read.setBytes(1, request.card().bytes());
        try (ResultSet card = read.executeQuery()) {
            if (!card.next()) {
                return Optional.empty();
            }
            PreparedStatement lock = connection.prepare(LOCK_ACCOUNT);
            lock.setLong(1, card.getLong(2));
            try (ResultSet account = lock.executeQuery()) {
                return account.next()
                        ? Optional.of(
                                new Card(card.getLong(1), card.getLong(2), account.getLong(1)))
                        : Optional.empty();
            }
        }
    }

    private Optional<Original> original(Card card, AuthorizationRequest request)
            throws SQLException {
        Optional<OriginalMessage> named = request.references().original();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        PreparedStatement select = connection.prepare(FIND);
        select.setString(1, named.get().sentAt());
        select.setString(2, named.get().stan());
        select.setLong(3, card.id);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Original(row.getLong(1), row.getLong(2)))
                    : Optional.empty();
        }
    }

    /**
     * @param authorizationId 0 where the message has none
     */
    private Answer journal(
            AuthorizationRequest request,
            Instant arrivedAt,
            Optional<Card> card,
            long authorizationId,
            Reason reason)
            throws SQLException {
        String approvalCode = reason.approves() ? PeerConnection.approvalCode() : "";
        PreparedStatement insert = connection.prepare(INSERT_JOURNAL);
        setId(insert, 1, card.map(Card::id).orElse(0L));
        setId(insert, 2, card.map(Card::accountId).orElse(0L));
        setId(insert, 3, authorizationId);
        insert.setLong(4, reason.approves() ? request.payment().amount().minorUnits() : 0);
        insert.setString(5, reason.name());
        insert.setString(6, approvalCode);
        new Rows(request, arrivedAt).bindJournal(insert, 7);
        insert.executeUpdate();
        return PeerConnection.answer(request, reason.name(), approvalCode);
    }

    private static void setId(PreparedStatement statement, int at, long id) throws SQLException {
        if (id == 0) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, id);
        }
    }

    private void reversed(AuthorizationRequest request, Original original) throws SQLException {
        PreparedStatement event = connection.prepare(INSERT_HOLD_EVENT);
        event.setLong(1, original.id);
        event.setLong(2, original.authorized);
        event.setObject(3, request.key().transmittedOn());
        event.setString(4, request.key().line());
        event.executeUpdate();
    }

    private void hold(long accountId, long amount) throws SQLException {
        PreparedStatement update = connection.prepare(UPDATE_ACCOUNT);
        update.setLong(1, amount);
        update.setLong(2, accountId);
        update.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
