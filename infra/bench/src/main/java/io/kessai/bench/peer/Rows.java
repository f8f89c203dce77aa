package io.kessai.bench.peer;

import io.kessai.authorization.decide.AuthorizationRequest;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a message is to both peers as columns. */
final class Rows {

    /** What the decision adds comes before these. */
    static final String JOURNAL =
            """
            transmitted_on, input_version, currency, amount, received_at, mti, processing_code,
            message_key, pan_token, input, outcome""";

    static final String JOURNAL_VALUES = "?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ''";

    static final String AUTHORIZATION =
            """
            decided_at, amount, billed, expires_on, transmitted_on, policy_version, currency,
            amount_currency, direction, message_key, network, message_class, stan, transmission,
            acquirer, forwarder, rrn, terminal, network_transaction_id, processing_code, mcc,
            merchant""";

    static final String AUTHORIZATION_VALUES =
            """
            ?, ?, ?, ?, ?, 1, ?, ?, 'debit', ?, ?, ?, ?, ?, ?, '', ?, ?, '', ?, ?, ?""";

    private static final int HOLD_DAYS = 7;

    private final AuthorizationRequest request;
    private final Instant arrivedAt;

    Rows(AuthorizationRequest request, Instant arrivedAt) {
        this.request = request;
        this.arrivedAt = arrivedAt;
    }

    /** Binds {@link #JOURNAL_VALUES}; gives the number of the next parameter. */
    int bindJournal(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        statement.setObject(at++, request.key().transmittedOn());
        statement.setInt(at++, request.payment().amount().currency());
        statement.setLong(at++, request.payment().amount().minorUnits());
        statement.setObject(at++, arrivedAt.atOffset(ZoneOffset.UTC));
        statement.setString(at++, request.mti());
        statement.setString(at++, request.payment().processingCode().digits());
        statement.setString(at++, request.key().line());
        statement.setBytes(at++, request.card().bytes());
        statement.setBytes(at++, input());
        return at;
    }

    /** Binds {@link #AUTHORIZATION_VALUES}; gives the number of the next parameter. */
    int bindAuthorization(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        LocalDate date = request.key().transmittedOn();
        int currency = request.payment().amount().currency();
        long amount = request.payment().amount().minorUnits();
        statement.setObject(at++, arrivedAt.atOffset(ZoneOffset.UTC));
        statement.setLong(at++, amount);
        statement.setLong(at++, amount);
        statement.setObject(at++, date.plusDays(HOLD_DAYS));
        statement.setObject(at++, date);
        statement.setInt(at++, currency);
        statement.setInt(at++, currency);
        statement.setString(at++, request.key().line());
        statement.setString(at++, request.key().network());
        statement.setString(at++, request.key().messageClass());
        statement.setString(at++, request.key().stan());
        statement.setString(at++, request.key().transmission());
        statement.setString(at++, request.key().acquirer());
        statement.setString(at++, request.key().rrn());
        statement.setString(at++, request.key().terminal());
        statement.setString(at++, request.payment().processingCode().digits());
        statement.setString(at++, request.acceptor().mcc());
        statement.setString(at++, request.acceptor().merchant());
        return at;
    }

    /** What a service would keep of the message beside its columns: less than our journal does. */
    private byte[] input() {
        return String.join(
                        "|",
                        request.mti(),
                        request.key().line(),
                        request.payment().processingCode().digits(),
                        request.acceptor().mcc(),
                        request.acceptor().merchant(),
                        arrivedAt.toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
