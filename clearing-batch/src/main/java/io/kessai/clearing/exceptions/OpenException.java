package io.kessai.clearing.exceptions;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import io.kessai.domain.OperatingException;
import io.kessai.domain.clearing.ExceptionKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * An exception as it is read to be resolved.
 *
 * @param accountId of the card, 0 where none is known
 * @param billing what the network bills the cardholder; 0 and no currency where it says nothing
 * @param isForced whether the record was booked without an authorization
 */
record OpenException(
        long id,
        ExceptionKind kind,
        long fileId,
        int number,
        long accountId,
        Direction direction,
        Optional<Money> billing,
        boolean isForced) {

    private static final String FIND =
            """
            select e.kind, e.file_id, e.number, coalesce(e.account_id, 0), r.direction,
                   r.billing_amount, r.billing_currency,
                   exists (
                       select from clearing_outcomes o
                       where o.file_id = e.file_id and o.number = e.number
                         and o.outcome = 'force_posted')
            from clearing_exceptions e
            join clearing_records r on r.file_id = e.file_id and r.number = e.number
            where e.id = ?\
            """;

    /** Works on a record's exceptions and corrections one at a time; taken before any account. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('exceptions of ' || ?, 0))";

    /**
     * The postings of the record, of the reversals of it and of its corrections: what is still in
     * the place.
     */
    private static final String BOOKED =
            """
            select p.currency,
                   sum(case p.direction when 'credit' then p.amount else -p.amount end)::bigint
            from (
                select o.ledger_transaction_id as id
                from clearing_outcomes o
                where o.file_id = ? and o.number = ?
                union all
                select o.ledger_transaction_id
                from clearing_matches m
                join clearing_outcomes o on o.file_id = m.file_id and o.number = m.number
                where m.presentment_file = ? and m.presentment_number = ?
                  and ? = 'cardholder'
                union all
                select c.ledger_transaction_id
                from clearing_exceptions e
                join clearing_checks c on c.exception_id = e.id
                where e.file_id = ? and e.number = ?
            ) t
            join ledger_postings p on p.transaction_id = t.id
            where p.ledger_account = ?
              and (p.ledger_account <> 'cardholder' or p.account_id = ?)
            group by p.currency
            having sum(case p.direction when 'credit' then p.amount else -p.amount end) <> 0
            order by p.currency
            limit 1\
            """;

    /**
     * Reads it under a lock that lasts to the end of the transaction.
     *
     * @throws OperatingException {@code CLEARING_EXCEPTION_NOT_FOUND}
     */
    static OpenException lock(Connection connection, long id) throws SQLException {
        OpenException found = find(connection, id);
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, found.fileId + ":" + found.number);
            statement.execute();
        }
        return found;
    }

    private static OpenException find(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new OperatingException(
                            ErrorCode.CLEARING_EXCEPTION_NOT_FOUND, "there is no exception " + id);
                }
                long billed = row.getLong(6);
                return new OpenException(
                        id,
                        ExceptionKind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getLong(2),
                        row.getInt(3),
                        row.getLong(4),
                        Direction.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                        Currency.ofNumeric(row.getInt(7))
                                .filter(_ -> billed > 0)
                                .map(currency -> Money.of(billed, currency)),
                        row.getBoolean(8));
            }
        }
    }

    LedgerAccount place() {
        return Correction.place(kind);
    }

    /**
     * What of the record is still in its place, credits less debits; empty where nothing is. To be
     * read under the lock, and that of the account where the place is one.
     */
    Optional<Money> booked(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
            statement.setLong(1, fileId);
            statement.setInt(2, number);
            statement.setLong(3, fileId);
            statement.setInt(4, number);
            statement.setString(5, place().word());
            statement.setLong(6, fileId);
            statement.setInt(7, number);
            statement.setString(8, place().word());
            statement.setLong(9, accountId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                Money.of(
                                        row.getLong(2),
                                        Currency.ofNumeric(row.getInt(1)).orElseThrow()))
                        : Optional.empty();
            }
        }
    }
}
