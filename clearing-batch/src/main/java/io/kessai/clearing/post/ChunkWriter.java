package io.kessai.clearing.post;

import static io.kessai.clearing.books.Columns.Type.INT2;
import static io.kessai.clearing.books.Columns.Type.INT4;
import static io.kessai.clearing.books.Columns.Type.INT8;
import static io.kessai.clearing.books.Columns.Type.TEXT;

import io.kessai.clearing.books.Columns;
import io.kessai.clearing.books.HoldMoves;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.LedgerAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Gathers what the records of one chunk do, then writes it with one statement a table. The outcome
 * comes first: another runner that had the same record is met before anything else is written.
 */
final class ChunkWriter {

    private static final String INSERT_OUTCOMES =
            """
            insert into clearing_outcomes (
                file_id, number, ledger_transaction_id, cleared, released, over_cleared, outcome)
            select ?, o.number, nullif(o.ledger_transaction_id, 0), o.cleared, o.released,
                   o.over_cleared, o.outcome
            from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                as o (number, ledger_transaction_id, cleared, released, over_cleared, outcome)\
            """;

    private static final String INSERT_EXCEPTIONS =
            """
            insert into clearing_exceptions (
                file_id, business_date, number, account_id, amount, currency, kind, detail)
            select ?, ?::date, e.number, nullif(e.account_id, 0), e.amount, e.currency, e.kind,
                   e.detail
            from unnest(?::int[], ?::bigint[], ?::bigint[], ?::smallint[], ?::text[], ?::text[])
                as e (number, account_id, amount, currency, kind, detail)\
            """;

    private final ClearingFile file;
    private final HoldMoves moves;
    private final LedgerRows ledger;
    private final Columns outcomes = new Columns(INT4, INT8, INT8, INT8, INT8, TEXT);
    private final Columns exceptions = new Columns(INT4, INT8, INT8, INT2, TEXT, TEXT);

    /**
     * @param ledger with an id for every record of the chunk
     */
    ChunkWriter(ClearingFile file, LedgerRows ledger) {
        this.file = file;
        this.ledger = ledger;
        this.moves = new HoldMoves(file.businessDate());
    }

    void add(PendingRecord record, Booking booking) {
        String key = file.recordKey(record.number());
        HoldMoves.HoldKey hold =
                new HoldMoves.HoldKey(record.authorizationId(), record.accountId());
        moves.clear(hold, booking.cleared(), booking.effectOnPosted(), key, record.level());
        moves.take(hold, HoldTerm.RELEASED, booking.released(), key, record.level());
        outcomes.add(
                record.number(),
                addLedger(record, booking, key),
                booking.cleared(),
                booking.released(),
                booking.over(),
                booking.outcome().word());
        for (Raised raised : booking.raised()) {
            exceptions.add(
                    record.number(),
                    record.accountId(),
                    raised.amount().minorUnits(),
                    raised.amount().currency(),
                    raised.kind().word(),
                    raised.detail());
        }
    }

    /** The ledger transaction's id, 0 where nothing moves. */
    private long addLedger(PendingRecord record, Booking booking, String key) {
        if (booking.lines().isEmpty()) {
            return 0;
        }
        long id = ledger.open(key, record.found().verdict().word());
        booking.lines()
                .forEach(
                        line ->
                                ledger.line(
                                        line,
                                        line.account() == LedgerAccount.CARDHOLDER
                                                ? record.accountId()
                                                : 0,
                                        record.settlementOn()));
        return id;
    }

    /** Writes everything but the commit. */
    void write(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_OUTCOMES)) {
            statement.setLong(1, file.id());
            outcomes.bind(statement, 2);
            statement.executeUpdate();
        }
        moves.write(connection);
        ledger.write(connection);
        if (exceptions.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_EXCEPTIONS)) {
            statement.setLong(1, file.id());
            statement.setObject(2, file.businessDate());
            exceptions.bind(statement, 3);
            statement.executeUpdate();
        }
    }
}
