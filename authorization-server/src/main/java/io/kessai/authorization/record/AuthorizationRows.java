package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationStatus;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.decide.Spending;
import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.MessageKey;
import io.kessai.domain.ProcessingCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How a row of {@code authorizations} becomes an {@link Authorization}, as yet without increments.
 */
final class AuthorizationRows {

    /** The columns {@link #read} needs, of a table named {@code a}. */
    static final String COLUMNS =
            """
            a.id, a.account_id, a.card_id, a.decided_at, a.amount, a.amount_currency, a.billed,
            a.authorized, a.incremented, a.raised, a.lowered, a.reversed, a.cleared, a.released, a.expired,
            a.lowest_target, a.transmitted_on, a.status, a.direction, a.network, a.message_class,
            a.acquirer, a.stan, a.transmission, a.rrn, a.terminal, a.forwarder, a.approval_code,
            a.network_transaction_id, a.trace_id, a.local_time, a.posted, a.currency,
            a.counted, a.processing_code""";

    private AuthorizationRows() {}

    static Authorization read(ResultSet row) throws SQLException {
        return new Authorization(
                row.getLong("id"),
                key(row),
                status(row),
                row.getString("direction").equals("debit") ? Direction.DEBIT : Direction.CREDIT,
                new SentAmount(row.getLong("amount"), row.getInt("amount_currency")),
                row.getLong("billed"),
                hold(row),
                lowestTarget(row),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("forwarder"),
                row.getString("approval_code"),
                names(row),
                List.of(),
                row.getLong("posted"),
                new Spending(row.getLong("counted"), isCash(row)));
    }

    private static boolean isCash(ResultSet row) throws SQLException {
        return Spending.isCash(new ProcessingCode(row.getString("processing_code")));
    }

    private static OptionalLong lowestTarget(ResultSet row) throws SQLException {
        long target = row.getLong("lowest_target");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(target);
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getLong("authorized"),
                row.getLong("incremented"),
                row.getLong("raised"),
                row.getLong("lowered"),
                row.getLong("reversed"),
                row.getLong("cleared"),
                row.getLong("released"),
                row.getLong("expired"));
    }

    static AuthorizationStatus status(ResultSet row) throws SQLException {
        return AuthorizationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    }

    /** Of any row that has the columns of a message's names. */
    static Names names(ResultSet row) throws SQLException {
        return new Names(
                row.getString("network_transaction_id"),
                row.getString("trace_id"),
                row.getString("local_time"));
    }

    /** Of any row that has the columns of a message's key. */
    static MessageKey key(ResultSet row) throws SQLException {
        return new MessageKey(
                row.getString("network"),
                row.getString("message_class"),
                row.getString("acquirer"),
                row.getString("stan"),
                row.getString("transmission"),
                row.getString("rrn"),
                row.getString("terminal"),
                row.getObject("transmitted_on", LocalDate.class));
    }
}
