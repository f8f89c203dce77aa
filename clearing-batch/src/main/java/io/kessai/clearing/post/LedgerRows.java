package io.kessai.clearing.post;

import static io.kessai.clearing.books.Columns.Type.INT2;
import static io.kessai.clearing.books.Columns.Type.INT8;
import static io.kessai.clearing.books.Columns.Type.TEXT;

import io.kessai.clearing.books.Columns;
import io.kessai.clearing.books.Rows;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.PostingLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Ledger transactions of one file, written with one statement a table: the balance is checked by
 * statement, so all lines of a transaction go in together. Not thread-safe.
 */
final class LedgerRows {

    private static final String ALLOT =
            """
            select nextval('ledger_transactions_id_seq')
            from generate_series(1, ?)\
            """;

    private static final String INSERT_TRANSACTIONS =
            """
            insert into ledger_transactions (id, booked_on, kind, natural_key, reason)
            overriding system value
            select t.id, ?::date, ?, t.natural_key, t.reason
            from unnest(?::bigint[], ?::text[], ?::text[]) as t (id, natural_key, reason)\
            """;

    private static final String INSERT_POSTINGS =
            """
            insert into ledger_postings (
                transaction_id, line, amount, account_id, currency, direction, ledger_account,
                network, settlement_on)
            select p.transaction_id, p.line, p.amount, nullif(p.account_id, 0), p.currency,
                   p.direction, p.ledger_account, p.network, nullif(p.settlement_on, '')::date
            from unnest(?::bigint[], ?::smallint[], ?::bigint[], ?::bigint[], ?::smallint[],
                        ?::text[], ?::text[], ?::text[], ?::text[])
                as p (transaction_id, line, amount, account_id, currency, direction,
                      ledger_account, network, settlement_on)\
            """;

    private final ClearingFile file;
    private final String kind;
    private final long[] ids;
    private int opened;
    private int lines;
    private final Columns transactions = new Columns(INT8, TEXT, TEXT);
    private final Columns postings =
            new Columns(INT8, INT2, INT8, INT8, INT2, TEXT, TEXT, TEXT, TEXT);

    private LedgerRows(ClearingFile file, String kind, long[] ids) {
        this.file = file;
        this.kind = kind;
        this.ids = ids;
    }

    /** Rows with ids for {@code count} transactions; those not used are lost. */
    static LedgerRows allot(Connection connection, ClearingFile file, String kind, int count)
            throws SQLException {
        long[] ids = new long[count];
        try (PreparedStatement statement = connection.prepareStatement(ALLOT)) {
            statement.setInt(1, count);
            try (ResultSet row = statement.executeQuery()) {
                for (int i = 0; row.next(); i++) {
                    ids[i] = row.getLong(1);
                }
            }
        }
        return new LedgerRows(file, kind, ids);
    }

    /** Begins the next transaction; its lines follow. */
    long open(String naturalKey, String reason) {
        long id = ids[opened++];
        lines = 0;
        transactions.add(id, naturalKey, reason);
        return id;
    }

    /**
     * A line of the transaction begun last.
     *
     * @param accountId 0 for the house's own accounts
     * @param settlementOn written on settlement lines only
     */
    void line(PostingLine line, long accountId, LocalDate settlementOn) {
        boolean isSettlement = line.account() == LedgerAccount.SETTLEMENT;
        lines++;
        postings.add(
                ids[opened - 1],
                lines,
                line.amount().minorUnits(),
                accountId,
                line.amount().currency().numeric(),
                line.direction().word(),
                line.account().word(),
                isSettlement ? file.network().word() : "",
                isSettlement ? settlementOn.toString() : "");
    }

    void lines(List<PostingLine> all, LocalDate settlementOn) {
        all.forEach(line -> line(line, 0, settlementOn));
    }

    /** Writes everything but the commit. */
    void write(Connection connection) throws SQLException {
        if (transactions.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_TRANSACTIONS)) {
            statement.setObject(1, file.businessDate());
            statement.setString(2, kind);
            transactions.bind(statement, 3);
            Rows.require(transactions.size(), statement.executeUpdate());
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_POSTINGS)) {
            postings.bind(statement, 1);
            Rows.require(postings.size(), statement.executeUpdate());
        }
    }
}
