package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.OriginalMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The least that a message can take alone: one statement that reads, decides and writes everything,
 * and is its own transaction. The database is waited for once.
 */
final class OneStatement implements PeerStore {
    private static final String CARD =
            """
            with card as (
                select c.id, c.account_id
                from cards c
                where c.pan_token = ? and c.status = 'active' and c.expires >= current_date
            ),""";

    private static final String AUTHORIZE =
            CARD
                    + """
                     funds as (
                        update accounts a
                        set held = a.held + ?
                        from card
                        where a.id = card.account_id and a.status = 'active'
                          and a.credit_limit - a.posted - a.held >= ?
                        returning a.id, ? as approval_code
                    ), opened as (
                        insert into authorizations (
                            id, account_id, card_id, authorized, status, approval_code,
                    """
                    + Rows.AUTHORIZATION
                    + """
                        )
                        select ?, card.account_id, card.id,
                               case when funds.id is null then 0 else ? end,
                               case when funds.id is null then 'declined' else 'approved' end,
                               coalesce(funds.approval_code, ''),
                    """
                    + Rows.AUTHORIZATION_VALUES
                    + """

                        from card
                        left join funds on true
                        returning id
                    )
                    insert into journal (
                        card_id, account_id, authorization_id, approved_amount, reason,
                        approval_code,
                    """
                    + Rows.JOURNAL
                    + """
                    )
                    select card.id, card.account_id, opened.id,
                           case when funds.id is null then 0 else ? end,
                           case
                               when funds.id is not null then 'APPROVED'
                               when card.id is null then 'CARD_UNKNOWN'
                               else 'INSUFFICIENT_FUNDS'
                           end,
                           coalesce(funds.approval_code, ''),
                    """
                    + Rows.JOURNAL_VALUES
                    + """

                    from (select) one
                    left join card on true
                    left join opened on true
                    left join funds on true
                    returning reason, approval_code""";

    private static final String REVERSE =
            CARD
                    + """
                     original as (
                        update authorizations a
                        set reversed = a.authorized
                        from card
                        where a.transmission = ? and a.stan = ? and a.card_id = card.id
                          and a.status = 'approved' and a.reversed = 0
                        returning a.id, a.account_id, a.authorized
                    ), funds as (
                        update accounts a
                        set held = a.held - original.authorized
                        from original
                        where a.id = original.account_id
                    ), moved as (
                        insert into hold_events (
                            authorization_id, amount, transmitted_on, message_key, term,
                            original_level)
                        select original.id, original.authorized, ?, ?, 'reversed', 1
                        from original
                    )
                    insert into journal (
                        card_id, account_id, authorization_id, approved_amount, reason,
                        approval_code,
                    """
                    + Rows.JOURNAL
                    + """
                    )
                    select card.id, card.account_id, original.id, 0,
                           case when original.id is null then 'ORIGINAL_UNKNOWN' else 'ACCEPTED' end,
                           '',
                    """
                    + Rows.JOURNAL_VALUES
                    + """

                    from (select) one
                    left join card on true
                    left join original on true
                    returning reason, approval_code""";

    private final PeerConnection connection;

    OneStatement(PeerConnection connection) {
        this.connection = connection;
    }

    @Override
    public Answer answer(AuthorizationRequest request, Instant arrivedAt) throws SQLException {
        PreparedStatement statement =
                switch (request.kind()) {
                    case AUTHORIZATION -> authorize(request, arrivedAt);
                    case REVERSAL -> reverse(request, arrivedAt);
                    default -> throw new IllegalArgumentException("a peer has no such message");
                };
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return PeerConnection.answer(
                    request, row.getString("reason"), row.getString("approval_code"));
        } catch (SQLException e) {
            if (!PeerConnection.isKeyTaken(e)) {
                throw e;
            }
            return connection.recorded(request);
        }
    }

    private PreparedStatement authorize(AuthorizationRequest request, Instant arrivedAt)
            throws SQLException {
        long amount = request.payment().amount().minorUnits();
        long id = connection.nextId();
        Rows rows = new Rows(request, arrivedAt);
        PreparedStatement statement = connection.prepare(AUTHORIZE);
        int at = 1;
        statement.setBytes(at++, request.card().bytes());
        statement.setLong(at++, amount);
        statement.setLong(at++, amount);
        statement.setString(at++, PeerConnection.approvalCode());
        statement.setLong(at++, id);
        statement.setLong(at++, amount);
        at = rows.bindAuthorization(statement, at);
        statement.setLong(at++, amount);
        rows.bindJournal(statement, at);
        return statement;
    }

    private PreparedStatement reverse(AuthorizationRequest request, Instant arrivedAt)
            throws SQLException {
        PreparedStatement statement = connection.prepare(REVERSE);
        statement.setBytes(1, request.card().bytes());
        statement.setString(
                2, request.references().original().map(OriginalMessage::sentAt).orElse(""));
        statement.setString(
                3, request.references().original().map(OriginalMessage::stan).orElse(""));
        statement.setObject(4, request.key().transmittedOn());
        statement.setString(5, request.key().line());
        new Rows(request, arrivedAt).bindJournal(statement, 6);
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
