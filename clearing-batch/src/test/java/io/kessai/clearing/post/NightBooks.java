package io.kessai.clearing.post;

import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database in the evening: accounts in yen with open authorizations, and an accepted Mastercard
 * file, reconciled and not yet posted. Rows are put in by SQL, as far as foreign keys go in right.
 */
public final class NightBooks implements AutoCloseable {

    /** Anything more than authorized is more than usual. */
    public static final ToleranceRule NO_TOLERANCE =
            (word, difference, authorized, currency) -> true;

    private final TestDatabase server = TestDatabase.shared();
    private final DatabaseEndpoint endpoint = server.createFromTemplate();

    /** Only accounts 1 to {@code accounts} with a card each, and file 1. */
    public NightBooks(int accounts) throws SQLException {
        run(
                """
                insert into accounts (id, credit_limit, currency)
                select i, 1000000, 392 from generate_series(1, %d) i;
                insert into cards (id, account_id, pan_key_version, expires, pan_token,
                    pan_ciphertext, first_six, last_four)
                select i, i, 1, '2029-12-31', decode(lpad(to_hex(i), 32, '0'), 'hex'), '\\x00',
                    '999900', '0000'
                from generate_series(1, %d) i;
                insert into clearing_files (id, size_bytes, business_date, name, network, status,
                    archive_key, digest)
                overriding system value
                values (1, 1, '2026-11-21', 'test', 'mastercard', 'accepted', '',
                    decode(repeat('00', 32), 'hex'))
                """
                        .formatted(accounts, accounts));
    }

    /**
     * Authorizations {@code first} to {@code last} of {@code amount} yen, spread over the accounts,
     * with their events and what the accounts hold.
     */
    public void authorize(int first, int last, int accounts, long amount) throws SQLException {
        run(
                """
                insert into authorizations (id, account_id, card_id, decided_at, amount, authorized,
                    expires_on, transmitted_on, policy_version, currency, amount_currency, status,
                    direction, message_key, network, message_class, stan, transmission, acquirer,
                    forwarder, rrn, terminal, approval_code, network_transaction_id,
                    processing_code, mcc, merchant)
                select i, 1 + i %% %3$d, 1 + i %% %3$d, '2026-11-20 08:00Z', %4$d, %4$d,
                    '2026-11-27', '2026-11-20', 1, 392, 392, 'approved', 'debit', 'auth|' || i,
                    'mastercard', '10', '000000', '1120080000', '', '', '', '', '', '', '000000',
                    '', ''
                from generate_series(%1$d, %2$d) i;
                update accounts a set held = a.held + n.held
                from (select account_id, sum(authorized) as held from authorizations
                      where id between %1$d and %2$d group by account_id) n
                where n.account_id = a.id
                """
                        .formatted(first, last, accounts, amount));
    }

    /**
     * Records and matches of file 1, record i of {@code billed} yen matched with authorization i.
     */
    public void present(int first, int last, int accounts, long billed) throws SQLException {
        records(first, last, billed);
        run(
                """
                insert into clearing_matches (file_id, account_id, authorization_id, difference,
                    number, level, verdict, tolerance, agreed)
                select 1, 1 + i %% %3$d, i, 0, i, 1, 'matched', '', 'trace'
                from generate_series(%1$d, %2$d) i
                """
                        .formatted(first, last, accounts));
    }

    /** Presentments of file 1 without a match yet. */
    public void records(int first, int last, long billed) throws SQLException {
        run(
                """
                insert into clearing_records (file_id, number, byte_offset, transaction_amount,
                    billing_amount, settlement_amount, fee_millionths, reference, transacted_at,
                    settlement_on, logical_file, transaction_currency, billing_currency,
                    settlement_currency, fee_currency, sequence_number, sequence_count, is_final,
                    is_collection_only, kind, direction, fee_direction, type_code, pan_masked, arn,
                    network_transaction_id, link_id, approval_code, rrn, terminal, merchant,
                    merchant_name, mcc, processing_code, settlement_service, problem,
                    problem_detail, pan_token)
                select 1, i, 0, %3$d, %3$d, %3$d, 12345, 0, '2026-11-20 17:00', '2026-11-23', 1,
                    392, 392, 392, 392, 0, 0, true, false, 'presentment', 'debit', 'credit', '', '',
                    'A' || i, '', '', '', '', '', 'M' || i, '', '', '000000', 'S1', '', '',
                    decode(lpad(to_hex(i), 32, '0'), 'hex')
                from generate_series(%1$d, %2$d) i
                """
                        .formatted(first, last, billed));
    }

    /** As superuser, foreign keys in force. */
    public void run(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, a line each, values divided by a blank. */
    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }

    /** The business content of all books, without ids and times that no two runs share. */
    public List<String> content() throws SQLException {
        List<String> content = new ArrayList<>();
        for (String sql :
                List.of(
                        "select id, posted, held from accounts order by id",
                        "select id, cleared, released, expired, remaining from authorizations order"
                                + " by id",
                        """
                        select authorization_id, message_key, term, amount, original_level,
                            transmitted_on
                        from hold_history order by 1, 2, 3\
                        """,
                        """
                        select account_id, authorization_id, message_key, kind, amount, booked
                        from events order by 1, 2, 3, 4\
                        """,
                        """
                        select t.natural_key, t.kind, t.booked_on, t.reason, p.line, p.amount,
                            p.account_id, p.currency, p.direction, p.ledger_account, p.network,
                            p.settlement_on
                        from ledger_transactions t
                        join ledger_postings p on p.transaction_id = t.id
                        order by t.natural_key, p.line\
                        """,
                        """
                        select file_id, number, outcome, cleared, released, over_cleared
                        from clearing_outcomes order by 1, 2\
                        """,
                        """
                        select file_id, number, kind, amount, currency, account_id, business_date,
                            detail
                        from clearing_exceptions order by 1, 2, 3\
                        """)) {
            content.addAll(rows(sql));
        }
        return content;
    }

    /** Rows that break what must always be true: A1, A2, A5, A6. */
    public List<String> broken() throws SQLException {
        return rows(
                """
                select 'A1', a.id, a.held from accounts a
                where a.held <> (select coalesce(sum(h.remaining), 0) from authorizations h
                                 where h.account_id = a.id)
                union all
                select 'A2', a.id, a.posted from accounts a
                where a.posted <> (select coalesce(sum(case p.direction when 'credit' then p.amount
                                          else -p.amount end), 0)
                                   from ledger_postings p where p.account_id = a.id)
                union all
                select 'A5', h.id, h.remaining from authorizations h
                where (h.authorized, h.cleared, h.released, h.expired) <> (
                    select coalesce(sum(amount) filter (where term = 'authorized'), 0),
                           coalesce(sum(amount) filter (where term = 'cleared'), 0),
                           coalesce(sum(amount) filter (where term = 'released'), 0),
                           coalesce(sum(amount) filter (where term = 'expired'), 0)
                    from hold_history e where e.authorization_id = h.id)
                union all
                select 'events', h.id, h.remaining from authorizations h
                where (h.cleared, h.released, h.expired) <> (
                    select coalesce(sum(amount) filter (where kind = 'cleared'), 0),
                           coalesce(sum(amount) filter (where kind = 'released'), 0),
                           coalesce(sum(amount) filter (where kind = 'expired'), 0)
                    from events e where e.authorization_id = h.id)
                union all
                select 'events', a.id, a.posted from accounts a
                where (select coalesce(sum(booked), 0) from events e where e.account_id = a.id) <> (
                    select coalesce(sum(case p.direction when 'credit' then p.amount
                               else -p.amount end), 0)
                    from ledger_postings p
                    join ledger_transactions t on t.id = p.transaction_id and t.kind = 'clearing'
                    where p.account_id = a.id)
                union all
                select 'A6', m.number, m.file_id from clearing_matches m
                where not exists (select from clearing_outcomes o
                                  where o.file_id = m.file_id and o.number = m.number)
                """);
    }

    /** As the clearing program connects. */
    public ConnectionSource batch() {
        return () -> endpoint.connect(DatabaseRole.BATCH);
    }

    /** As the commands of the clearing program connect. */
    public ClearingDatabase database() {
        Login login = endpoint.login(DatabaseRole.BATCH);
        return new ClearingDatabase(endpoint.url(), login.user(), login.password());
    }

    public Connection superuser() throws SQLException {
        return server.superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
    }

    @Override
    public void close() {
        server.drop(endpoint);
    }
}
