package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationStatus;
import io.kessai.authorization.decide.LoadedRate;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.decide.Spending;
import io.kessai.domain.Circumstances;
import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.MessageKey;
import io.kessai.domain.ProcessingCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How rows of {@code authorizations} become {@link Authorization}s, as yet without increments, and
 * are written.
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

    static final String INSERT =
            """
            insert into authorizations (
                id, account_id, card_id, decided_at, amount, billed, authorized, incremented, raised,
                lowered, reversed, cleared, released, lowest_target, expires_on, transmitted_on,
                policy_version, currency, amount_currency, status, direction, message_key, network,
                message_class, stan, transmission, acquirer, forwarder, rrn, terminal, approval_code,
                network_transaction_id, trace_id, local_time, processing_code, mcc, merchant, posted,
                held_from, asked, scheme, presence, is_pre_authorization, rate,
                markup_basis_points, counted)
            select n.id, n.account_id, n.card_id, n.decided_at, n.amount, n.billed, n.authorized,
                   n.incremented, n.raised, n.lowered, n.reversed, n.cleared, n.released,
                   n.lowest_target, n.expires_on, n.transmitted_on, n.policy_version,
                   n.currency, n.amount_currency, n.status, n.direction, n.message_key, n.network,
                   n.message_class, n.stan, n.transmission, n.acquirer, n.forwarder, n.rrn,
                   n.terminal, n.approval_code, n.network_transaction_id, n.trace_id, n.local_time,
                   n.processing_code, n.mcc, n.merchant, n.posted, n.held_from, n.asked, n.scheme,
                   n.presence, n.is_pre_authorization, n.rate::numeric,
                   n.markup_basis_points, n.counted
            from unnest(?) as n""";

    // The ids once more as a condition of its own: with the statistics of a young table the join
    // alone may walk the whole index.
    static final String UPDATE =
            """
            update authorizations a
            set incremented = n.incremented,
                raised = n.raised,
                lowered = n.lowered,
                reversed = n.reversed,
                cleared = n.cleared,
                posted = n.posted,
                released = n.released,
                amount = n.amount,
                billed = n.billed,
                amount_currency = n.amount_currency,
                lowest_target = n.lowest_target,
                status = n.status,
                counted = n.counted
            from unnest(?) as n
            where a.id = n.id and a.id = any (?)""";

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

    /** The parameters of {@link #INSERT}. */
    static Columns inserted(Collection<StoredAuthorization> opened) {
        Columns rows = new Columns(RowType.OPENED_AUTHORIZATION);
        opened.forEach(each -> rows.add(inserted(each)));
        return rows;
    }

    private static Object[] inserted(StoredAuthorization row) {
        Object[] first = identity(row);
        Object[] rest = circumstances(row);
        Object[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    /** The columns up to {@code local_time}. */
    private static Object[] identity(StoredAuthorization row) {
        Authorization opened = row.authorization();
        return new Object[] {
            opened.id(),
            row.accountId(),
            row.cardId(),
            opened.decidedAt(),
            opened.amount().minorUnits(),
            opened.billed(),
            opened.hold().authorized(),
            opened.hold().incremented(),
            opened.hold().raised(),
            opened.hold().lowered(),
            opened.hold().reversed(),
            opened.hold().cleared(),
            opened.hold().released(),
            lowestTarget(opened),
            row.expiresOn(),
            opened.key().transmittedOn(),
            row.policyVersion(),
            row.accountCurrency(),
            opened.amount().currency(),
            opened.status().word(),
            opened.direction().word(),
            opened.key().line(),
            opened.key().network(),
            opened.key().messageClass(),
            opened.key().stan(),
            opened.key().transmission(),
            opened.key().acquirer(),
            opened.forwarder(),
            opened.key().rrn(),
            opened.key().terminal(),
            opened.approvalCode(),
            opened.names().networkTransactionId(),
            opened.names().traceId(),
            opened.names().localTime()
        };
    }

    /** What a row says of the message that opened it, from {@code processing_code} on. */
    private static Object[] circumstances(StoredAuthorization row) {
        Circumstances circumstances = row.request().circumstances();
        Authorization opened = row.authorization();
        return new Object[] {
            row.request().payment().processingCode().digits(),
            row.request().acceptor().mcc(),
            row.request().acceptor().merchant(),
            opened.posted(),
            row.heldFrom(),
            row.asked(),
            circumstances.scheme().word(),
            circumstances.presence().word(),
            circumstances.isPreAuthorization(),
            row.rate().map(loaded -> loaded.rate().toString()),
            row.rate().map(LoadedRate::markupBasisPoints),
            opened.spending().units()
        };
    }

    private static Optional<Long> lowestTarget(Authorization authorization) {
        OptionalLong target = authorization.lowestTarget();
        return target.isPresent() ? Optional.of(target.getAsLong()) : Optional.empty();
    }

    /** The parameters of {@link #UPDATE}. */
    static Columns updated(Collection<Authorization> changed) {
        Columns rows = new Columns(RowType.CHANGED_AUTHORIZATION);
        for (Authorization each : changed) {
            Hold hold = each.hold();
            SentAmount amount = each.amount();
            rows.add(
                    each.id(),
                    hold.incremented(),
                    hold.raised(),
                    hold.lowered(),
                    hold.reversed(),
                    hold.cleared(),
                    each.posted(),
                    hold.released(),
                    amount.minorUnits(),
                    each.billed(),
                    amount.currency(),
                    lowestTarget(each),
                    each.status().word(),
                    each.spending().units());
        }
        return rows.repeatingFirst();
    }
}
