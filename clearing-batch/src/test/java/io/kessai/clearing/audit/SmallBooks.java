package io.kessai.clearing.audit;

import io.kessai.domain.Pan;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A database whose books are right: two accounts with a card each, a load, and one message of each
 * sort. Message n has the key {@code local|10||00000n|1121080000||}, reversals class 40.
 *
 * <pre>
 * message  what                          authorization  holds
 * 1        purchase of 1,000             101            1,000
 * 2        declined                      102
 * 3        partial approval, 700 of 900  103              700
 * 4        purchase of 500, late: voided 104
 * 5        refund of 300                 105
 * 6        purchase of 400               106              250
 * 7        reversal of 6 down to 250
 * 8        unknown card, declined
 * </pre>
 *
 * No watcher was told: events are not recorded yet.
 */
final class SmallBooks implements AutoCloseable {
    static final Pan FIRST = Pan.of("9999000000000012").orElseThrow();
    static final Pan SECOND = Pan.of("9999000000000020").orElseThrow();

    private static final PanVault VAULT = new PanVault(VaultKeys.development());

    private static final String ROWS =
            """
            update event_stream set recorded_since = 'infinity';
            insert into accounts (id, credit_limit, posted, held, currency)
            values (1, 10000, 5000, 1700, 392), (2, 10000, 0, 250, 392);
            insert into ledger_transactions (id, booked_on, kind, natural_key, reason)
            overriding system value values (1, '2026-11-21', 'load', 'load-1', 'test');
            insert into ledger_postings
                (transaction_id, line, amount, account_id, currency, direction, ledger_account)
            values (1, 1, 5000, 1, 392, 'credit', 'cardholder'),
                   (1, 2, 5000, null, 392, 'debit', 'funding');
            """;

    private static final String MESSAGES =
            """
            insert into journal (
                transmitted_on, input_version, currency, amount, approved_amount, card_id,
                account_id, authorization_id, received_at, mti, processing_code, reason, approval_code,
                message_key, pan_token, input, outcome)
            select
                '2026-11-21', 1, 392, v.amount, v.approved, v.card, v.card, v.authorization_id,
                '2026-11-21 08:00:00Z', '0' || v.class || '0', v.code, v.reason, v.approval,
                'local|' || v.class || '||00000' || v.number || '|1121080000||',
                '\\x00112233445566778899aabbccddeeff', '\\x0102', '\\x0304'
            from (values
                (1, '10', 1000, 1000, 1, 101, '000000', 'APPROVED', 'A00001'),
                (2, '10', 99999, 0, 1, 102, '000000', 'INSUFFICIENT_FUNDS', ''),
                (3, '10', 900, 700, 1, 103, '000000', 'PARTIALLY_APPROVED', 'A00003'),
                (4, '10', 500, 500, 1, 104, '000000', 'APPROVED', 'A00004'),
                (5, '10', 300, 300, 2, 105, '200000', 'APPROVED', 'A00005'),
                (6, '10', 400, 400, 2, 106, '000000', 'APPROVED', 'A00006'),
                (7, '40', 400, 0, 2, 106, '000000', 'ACCEPTED', ''),
                (8, '10', 100, 0, null, null, '000000', 'CARD_UNKNOWN', '')
            ) as v (number, class, amount, approved, card, authorization_id, code, reason, approval);
            insert into authorizations (
                id, account_id, card_id, decided_at, amount, authorized, reversed, released,
                expires_on, transmitted_on, policy_version, currency, amount_currency, status,
                direction, message_key, network, message_class, stan, transmission, acquirer,
                forwarder, rrn, terminal, approval_code, network_transaction_id, processing_code,
                mcc, merchant)
            select
                100 + v.number, v.card, v.card, '2026-11-21 08:00:00Z', v.amount, v.authorized,
                v.reversed, v.released, '2026-11-28', '2026-11-21', 1, 392, 392, v.status,
                v.direction, 'local|10||00000' || v.number || '|1121080000||', 'local', '10',
                '00000' || v.number, '1121080000', '', '', '', '', v.approval, '', '000000', '',
                ''
            from (values
                (1, 1, 1000, 1000, 0, 0, 'approved', 'debit', 'A00001'),
                (2, 1, 99999, 0, 0, 0, 'declined', 'debit', ''),
                (3, 1, 700, 700, 0, 0, 'approved', 'debit', 'A00003'),
                (4, 1, 500, 500, 0, 500, 'voided', 'debit', 'A00004'),
                (5, 2, 300, 0, 0, 0, 'approved', 'credit', 'A00005'),
                (6, 2, 400, 400, 150, 0, 'approved', 'debit', 'A00006')
            ) as v (number, card, amount, authorized, reversed, released, status, direction,
                approval);
            insert into hold_events (
                authorization_id, amount, transmitted_on, original_level, term, message_key)
            select v.id, v.amount, '2026-11-21', 0, v.term, 'local|' || v.message || '|1121080000||'
            from (values
                (104, 500, 'released', '10||000004'),
                (106, 150, 'reversed', '40||000007')
            ) as v (id, amount, term, message);
            insert into journal_events (transmitted_on, kind, reason, message_key, cause_key)
            values
                ('2026-11-21', 'voided', 'late', 'local|10||000004|1121080000||', ''),
                ('2026-11-21', 'delivered', 'repeat', 'local|10||000001|1121080000||', '');
            """;

    private final TestDatabase server = TestDatabase.shared();
    private final DatabaseEndpoint endpoint = server.createFromTemplate();

    SmallBooks() throws SQLException {
        run(ROWS);
        addCard(1, FIRST);
        addCard(2, SECOND);
        run(MESSAGES);
    }

    /** The same after the night of {@link NightRows}. */
    static SmallBooks afterTheNight() throws SQLException {
        SmallBooks books = new SmallBooks();
        books.run(NightRows.SQL);
        return books;
    }

    /** Changes what no role may change: foreign keys and triggers look away. */
    void run(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    /** The whole audit as the reader sees it, with the vault's key, but without files. */
    AuditReport audit() {
        return new Audit(request()).run();
    }

    AuditReport audit(DatabaseRole role) {
        return new Audit(request(role, Optional.empty(), List.of())).run();
    }

    AuditReport auditAnswers(Path answers) {
        return new Audit(request(DatabaseRole.READER, Optional.of(answers), List.of())).run();
    }

    AuditReport auditLogs(List<Path> logs) {
        return new Audit(request(DatabaseRole.READER, Optional.empty(), logs)).run();
    }

    AuditReport auditWithoutKeys() {
        AuditRequest request = request();
        return new Audit(
                        new AuditRequest(
                                request.url(),
                                request.user(),
                                request.password(),
                                request.answers(),
                                request.logs(),
                                Optional.empty(),
                                request.findingsMax()))
                .run();
    }

    /** What {@link #audit()} asks for. */
    AuditRequest request() {
        return request(DatabaseRole.READER, Optional.empty(), List.of());
    }

    String url() {
        return endpoint.url();
    }

    Login login(DatabaseRole role) {
        return (role == DatabaseRole.MIGRATIONS ? server.superuser(endpoint) : endpoint)
                .login(role);
    }

    Connection superuser() throws SQLException {
        return server.superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
    }

    private AuditRequest request(DatabaseRole role, Optional<Path> answers, List<Path> logs) {
        Login login = login(role);
        return new AuditRequest(
                endpoint.url(),
                login.user(),
                login.password(),
                answers,
                logs,
                Optional.of(VAULT::token),
                20);
    }

    private void addCard(long id, Pan pan) throws SQLException {
        String sql =
                """
                insert into cards (
                    id, account_id, pan_key_version, expires, pan_token, pan_ciphertext, first_six,
                    last_four)
                values (?, ?, 1, '2029-12-31', ?, ?, ?, ?)
                """;
        try (Connection connection = superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.setLong(2, id);
            statement.setBytes(3, VAULT.token(pan).bytes());
            statement.setBytes(4, VAULT.seal(pan).bytes());
            statement.setString(5, pan.firstSix());
            statement.setString(6, pan.lastFour());
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        server.drop(endpoint);
    }
}
