package io.kessai.clearing.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the database refuses of a statement's rows as one set. */
@Tag("database")
class ReferencesTest {
    private static final String FOREIGN_KEY = "23503";
    private static final String CHECK = "23514";
    private static final String NO_PRIVILEGE = "42501";
    private static final String GENERATED_ALWAYS = "428C9";
    private static final String PURCHASE =
            "(7, 1, 5, 1, 'debit', 'cardholder'), (7, 2, 5, null, 'credit', 'fees')";

    private final DatabaseEndpoint books = TestDatabase.shared().createFromTemplate();

    @BeforeEach
    void anAccountAndALedgerTransaction() throws SQLException {
        as(
                DatabaseRole.MIGRATIONS,
                """
                insert into accounts (id, currency, credit_limit, posted, held, status)
                values (1, 392, 0, 0, 0, 'active');
                insert into ledger_transactions (id, booked_on, kind, natural_key, reason)
                overriding system value
                values (7, '2026-03-02', 'load', 'k', '')\
                """);
    }

    @AfterEach
    void drop() {
        TestDatabase.shared().drop(books);
    }

    @Test
    void a_hold_event_needs_its_authorization() {
        refuses(
                FOREIGN_KEY,
                "hold event of authorization 5, which does not exist",
                """
                insert into hold_events (authorization_id, amount, original_level, term,
                    message_key, transmitted_on)
                values (5, 1, 0, 'cleared', 'k', '2026-03-02')\
                """);
    }

    @Test
    void a_posting_needs_its_transaction() {
        refuses(
                FOREIGN_KEY,
                "posting of ledger transaction 8, which does not exist",
                postings(PURCHASE + ", " + PURCHASE.replace("(7", "(8")));
    }

    @Test
    void a_posting_needs_its_account() {
        refuses(
                FOREIGN_KEY,
                "posting on account 2, which does not exist",
                postings(
                        PURCHASE
                                + ", (7, 3, 5, 2, 'debit', 'cardholder'),"
                                + " (7, 4, 5, null, 'credit', 'fees')"));
    }

    @Test
    void a_transaction_whose_references_are_there_is_written_if_it_balances() throws SQLException {
        as(DatabaseRole.BATCH, postings(PURCHASE));
        refuses(
                CHECK,
                "ledger transaction 7 does not sum to zero per currency",
                postings("(7, 3, 5, 1, 'debit', 'cardholder')"));
    }

    @Test
    void nobody_can_take_away_what_rows_refer_to() {
        for (String table : List.of("authorizations", "accounts", "ledger_transactions")) {
            for (DatabaseRole role :
                    List.of(DatabaseRole.SERVER, DatabaseRole.BATCH, DatabaseRole.READER)) {
                for (String change :
                        List.of("delete from " + table, "update " + table + " set id = 3")) {
                    SQLException refused =
                            assertThrows(SQLException.class, () -> as(role, change), change);
                    assertTrue(
                            List.of(NO_PRIVILEGE, GENERATED_ALWAYS).contains(refused.getSQLState()),
                            role + ": " + change);
                }
            }
        }
    }

    private static String postings(String rows) {
        return """
        insert into ledger_postings (
            transaction_id, line, amount, account_id, direction, ledger_account, currency)
        select v.*, 392
        from (values %s)
            as v (transaction_id, line, amount, account_id, direction, ledger_account)\
        """
                .formatted(rows);
    }

    private void refuses(String state, String message, String sql) {
        SQLException refused =
                assertThrows(SQLException.class, () -> as(DatabaseRole.BATCH, sql), message);
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused::toString);
        assertEquals(state, refused.getSQLState());
    }

    private void as(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = books.connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
