package io.kessai.clearing.reconcile;

import io.kessai.clearing.run.Pace;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A database with accounts 1 to n, a card each (its PAN token is 16 times the account's number),
 * and accepted files; authorizations and records are added with defaults for what a test does not
 * say.
 */
final class ReconcileBooks implements AutoCloseable {

    private static final String ACCOUNTS =
            """
            insert into accounts (id, credit_limit, currency)
            select n, 1000000, 392 from generate_series(1, %1$d) n;
            insert into cards (id, account_id, pan_key_version, expires, pan_token, pan_ciphertext,
                first_six, last_four)
            select n, n, 1, '2029-12-31', decode(lpad(to_hex(n), 32, '0'), 'hex'), '\\x00',
                '999900', '0000'
            from generate_series(1, %1$d) n;
            """;

    /** What a row says where a test does not: all columns of an open purchase of 1,000 JPY. */
    private static final String AUTHORIZATION =
            """
            create table authorization_defaults (like authorizations including generated);
            insert into authorization_defaults (
                id, account_id, card_id, decided_at, amount, billed, authorized, posted, expires_on,
                transmitted_on, policy_version, currency, amount_currency, status, direction,
                incremented, raised, lowered, reversed, cleared, released, expired,
                message_key, network, message_class, stan, transmission, acquirer, forwarder, rrn,
                terminal, approval_code, network_transaction_id, trace_id, local_time, processing_code,
                mcc, merchant, scheme, presence, is_pre_authorization, counted)
            values (0, 0, 0, '2026-11-20 03:00:00Z', 1000, 1000, 1000, 0, '2026-11-27', '2026-11-20', 1,
                392, 392, 'approved', 'debit', 0, 0, 0, 0, 0, 0, 0, '', 'mastercard', '10',
                '000001', '1120030000', '', '', '', '', '', '', '', '', '000000', '5999', '', 'other',
                'unknown', false, 0);
            create table record_defaults (like clearing_records);
            insert into record_defaults values (0, 0, 1000, 1000, 1000, 1000, 0, 0,
                '2026-11-20 12:00:00', 0, '2026-11-22', 1, 392, 392, 392, 0, 0, 0, true, false,
                'presentment', 'debit', 'debit', '1240/200', '', '', '', '', '', '', '', '', '',
                '5999', '000000', '', '', '', '');
            """;

    private static final String COLUMNS =
            """
            id, account_id, card_id, decided_at, amount, billed, authorized, incremented, raised,
            lowered, reversed, cleared, released, expired, lowest_target, expires_on, transmitted_on,
            policy_version, currency, amount_currency, status, direction, message_key, network,
            message_class, stan, transmission, acquirer, forwarder, rrn, terminal, approval_code,
            network_transaction_id, trace_id, local_time, processing_code, mcc, merchant""";

    private final TestDatabase server = TestDatabase.shared();
    private final DatabaseEndpoint endpoint = server.createFromTemplate();

    ReconcileBooks(int accounts) throws SQLException {
        run(ACCOUNTS.formatted(accounts));
        run(AUTHORIZATION);
    }

    /** An accepted file of Mastercard's, business date 2026-11-22. */
    void file(long id) throws SQLException {
        run(
                """
                insert into clearing_files (id, size_bytes, business_date, name, network, status,
                    archive_key, digest)
                overriding system value
                values (%1$d, 1, '2026-11-22', 'f', 'mastercard', 'accepted', '',
                    sha256('%1$d'))
                """
                        .formatted(id));
    }

    /**
     * @param changes what differs from the default, as assignments: {@code amount = 5}
     */
    void authorization(long id, long account, String changes) throws SQLException {
        run(
                """
                create temporary table one as select * from authorization_defaults;
                alter table one drop column remaining;
                update one set id = %d, account_id = %d, card_id = %d, message_key = '%d';
                %s
                insert into authorizations (%s) select %s from one;
                drop table one
                """
                        .formatted(id, account, account, id, update(changes), COLUMNS, COLUMNS));
    }

    /**
     * A record of the card of an account (0: of no card we know), with an ARN of its own.
     *
     * @param changes as above
     */
    void record(long file, int number, long account, String changes) throws SQLException {
        String arn = "7999999632600000000%04d".formatted(number);
        run(
                """
                create temporary table one as select * from record_defaults;
                update one set file_id = %d, number = %d, arn = '%s',
                    pan_token = decode(lpad(to_hex(%d), 32, '0'), 'hex');
                %s
                update one set reference = hashtextextended(arn, 7) where arn <> '';
                insert into clearing_records select * from one;
                drop table one
                """
                        .formatted(file, number, arn, account, update(changes)));
    }

    /** So many purchases over the accounts in turn, each with its own transaction id. */
    void authorizations(int count, int accounts) throws SQLException {
        run(
                """
                create temporary table many as
                select d.*, n from authorization_defaults d, generate_series(1, %1$d) n;
                alter table many drop column remaining;
                update many
                set id = n,
                    account_id = 1 + n %% %2$d,
                    card_id = 1 + n %% %2$d,
                    message_key = n,
                    network_transaction_id = lpad(n::text, 15, '0'),
                    merchant = 'M' || n %% 1000;
                insert into authorizations (%3$s) select %3$s from many;
                drop table many
                """
                        .formatted(count, accounts, COLUMNS));
    }

    /** A presentment for each of the first of them, with an ARN of its own. */
    void records(long file, int count, int accounts) throws SQLException {
        run(
                """
                create temporary table many as
                select d.*, n from record_defaults d, generate_series(1, %1$d) n;
                update many
                set file_id = %2$d,
                    number = n,
                    arn = lpad(n::text, 23, '7'),
                    reference = hashtextextended(n::text, 7),
                    network_transaction_id = lpad(n::text, 15, '0'),
                    merchant = 'M' || n %% 1000,
                    pan_token = decode(lpad(to_hex(1 + n %% %3$d), 32, '0'), 'hex');
                alter table many drop column n;
                insert into clearing_records select * from many;
                drop table many
                """
                        .formatted(count, file, accounts));
    }

    /** How the authorizations of a file would be looked up. */
    List<String> planOfCandidates(long file) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = batch()) {
            connection.setAutoCommit(false);
            FileSet set = FileSet.of(connection, file, ReconcileSettings.shipped()).orElseThrow();
            set.collect(file, 0, 1, Pace.full());
            try (PreparedStatement statement =
                    connection.prepareStatement("explain " + FileSet.CANDIDATES)) {
                statement.setObject(1, LocalDate.of(2026, 6, 1));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        plan.add(row.getString(1));
                    }
                }
            }
            connection.rollback();
        }
        return plan;
    }

    private static String update(String changes) {
        return changes.isEmpty() ? "" : "update one set " + changes + ";";
    }

    ReconcileResult reconcile(long file, int shard, int shards) throws SQLException {
        try (Connection connection = batch()) {
            return new Reconcile(ReconcileSettings.shipped(), Pace.full())
                    .match(connection, file, shard, shards);
        }
    }

    /** All matches of a file, a line each. */
    List<String> matches(long file) throws SQLException {
        return lines(
                """
                select concat_ws(' ', number, verdict, 'account=' || account_id,
                    'authorization=' || authorization_id,
                    'presentment=' || presentment_file || '/' || presentment_number,
                    'level=' || nullif(level, 0), 'difference=' || nullif(difference, 0),
                    nullif(tolerance, ''), nullif(agreed, ''))
                from clearing_matches
                where file_id = %d
                order by number
                """
                        .formatted(file));
    }

    List<String> lines(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    void run(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection batch() throws SQLException {
        return endpoint.connect(DatabaseRole.BATCH);
    }

    private Connection superuser() throws SQLException {
        return server.superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
    }

    @Override
    public void close() {
        server.drop(endpoint);
    }
}
