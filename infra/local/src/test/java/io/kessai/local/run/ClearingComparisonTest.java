package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingBooks.Balance;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.network.clearing.Entry;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Authorizations in bulk, and what the comparison of a night finds, on a real database. */
@Tag("database")
class ClearingComparisonTest {
    private static final Fleet FLEET = new Fleet(40, 2, 1_000_000, "392");
    private static final int RECORDS = 700;
    private static final BulkClearing BULK =
            new BulkClearing(
                    3,
                    FLEET,
                    LocalDate.of(2026, 11, 21),
                    new ClearingFile.Form.Ipm(new IpmFormat(IpmEncoding.ASCII, IpmFraming.VBS)),
                    RECORDS);
    private static final PanVault VAULT = new PanVault(VaultKeys.development());
    private static final DatabaseEndpoint DATABASE = TestDatabase.shared().createFromTemplate();
    private static final ClearingComparison COMPARISON = new ClearingComparison(DATABASE, VAULT, 3);

    @BeforeAll
    static void fill() throws Exception {
        new CardSeed(DATABASE, VAULT, rows -> {}).write(FLEET);
        new BulkAuthorizations(DATABASE, VAULT, rows -> {}).write(BULK);
        execute(
                """
                insert into clearing_files (size_bytes, business_date, name, network, status,
                                            archive_key, digest)
                values (1, '2026-11-21', 'sound', 'mastercard', 'accepted', 'k',
                        decode(repeat('01', 32), 'hex'))
                """);
        for (int number = 1; number <= 3; number++) {
            execute(record(number));
        }
        execute(
                """
                insert into clearing_outcomes (file_id, number, outcome)
                select id, 1, 'non_financial' from clearing_files union all
                select id, 2, 'force_posted' from clearing_files
                """);
        execute(
                """
                insert into clearing_exceptions (file_id, number, kind, amount, currency,
                                                 business_date, detail)
                select id, 2, 'ambiguous', 0, 392, date '2026-11-21', '' from clearing_files union all
                select id, 2, 'suspected_duplicate', 0, 392, date '2026-11-21', '' from clearing_files
                """);
    }

    @AfterAll
    static void drop() {
        TestDatabase.shared().drop(DATABASE);
    }

    @Test
    void the_holds_of_bulk_authorizations_are_on_their_accounts() {
        assertEquals(List.of(), COMPARISON.accounts(FLEET, held()));
        assertEquals(
                RECORDS,
                count(
                        """
                        select count(*)
                        from authorizations a
                        join hold_history e on e.authorization_id = a.id
                        where e.amount = a.remaining and a.status = 'approved'
                        """));
    }

    @Test
    void an_account_that_differs_is_a_line_with_its_seed() {
        SortedMap<Integer, Balance> wrong = held();
        Balance right = wrong.getOrDefault(7, new Balance(0, 0));
        wrong.put(7, new Balance(-5, right.held() - 1));
        assertEquals(
                List.of(
                        "seed 3: account 7 must have -5 posted and %d held, has 0 posted and %d held"
                                .formatted(right.held() - 1, right.held())),
                COMPARISON.accounts(FLEET, wrong));
    }

    @Test
    void records_that_came_out_as_they_must_are_no_lines() {
        assertEquals(
                List.of("seed 3: sound record 3 must be matched, is nothing"),
                COMPARISON.records(
                        expected(
                                entry(Outcome.NON_FINANCIAL),
                                entry(Outcome.FORCE_POSTED, ExceptionKind.AMBIGUOUS),
                                entry(Outcome.MATCHED))));
    }

    @Test
    void every_difference_of_a_record_is_a_line_but_for_alerts() {
        assertEquals(
                List.of(
                        "seed 3: sound record 2 must be matched, is force_posted",
                        "seed 3: sound record 2 lacks the exception declined_auth",
                        "seed 3: sound record 2 has the exception ambiguous",
                        "seed 3: sound has no record 3"),
                COMPARISON.records(
                        expected(
                                entry(Outcome.NON_FINANCIAL),
                                entry(Outcome.MATCHED, ExceptionKind.DECLINED_AUTH))));
    }

    @Test
    void a_file_that_was_not_accepted_is_one_line() {
        SortedMap<String, SortedMap<Long, Entry>> other = new TreeMap<>();
        other.put("never", expected(entry(Outcome.MATCHED)).get("sound"));
        assertEquals(List.of("seed 3: never was not accepted"), COMPARISON.records(other));
    }

    private static Entry entry(Outcome outcome, ExceptionKind... kinds) {
        return new Entry(outcome, 0, 0, Set.of(kinds));
    }

    private static SortedMap<String, SortedMap<Long, Entry>> expected(Entry... entries) {
        SortedMap<Long, Entry> numbered = new TreeMap<>();
        for (Entry entry : entries) {
            numbered.put(numbered.size() + 1L, entry);
        }
        return new TreeMap<>(java.util.Map.of("sound", numbered));
    }

    /** By hand: card {@code i % 80} of record {@code i} is account {@code i % 80 / 2}'s. */
    private static SortedMap<Integer, Balance> held() {
        SortedMap<Integer, Balance> balances = new TreeMap<>();
        for (int number = 0; number < RECORDS; number++) {
            long held = BULK.authorized(number);
            balances.merge(
                    number % 80 / 2,
                    new Balance(0, held),
                    (a, b) -> new Balance(0, a.held() + b.held()));
        }
        return balances;
    }

    private static String record(int number) {
        return """
        insert into clearing_records (
            file_id, byte_offset, transaction_amount, billing_amount, settlement_amount,
            fee_millionths, reference, transacted_at, number, settlement_on, logical_file,
            transaction_currency, billing_currency, settlement_currency, fee_currency,
            sequence_number, sequence_count, is_final, is_collection_only, kind, direction,
            fee_direction, type_code, pan_masked, arn, network_transaction_id, link_id,
            approval_code, rrn, terminal, merchant, merchant_name, mcc, processing_code,
            settlement_service, problem, problem_detail, pan_token)
        select id, 0, 0, 0, 0, 0, 0, timestamp '2026-11-21', %d, date '2026-11-21', 1, 0, 0, 0, 0, 0, 0, true,
               false, 'non_financial', 'debit', 'debit', '', '', '', '', '', '', '', '', '', '',
               '', '', '', '', '', ''
        from clearing_files
        """
                .formatted(number);
    }

    private static long count(String sql) {
        try (Connection connection = DATABASE.connect(DatabaseRole.READER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
