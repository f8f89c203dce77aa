package io.kessai.clearing.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forced posts of file 1, and the authorizations that turned up after them. */
@Tag("database")
class LateMatchingTest {
    private static final LocalDate NEXT_DAY = LocalDate.of(2026, 11, 23);

    @SuppressWarnings("NullAway.Init")
    private ReconcileBooks books;

    @BeforeEach
    void postWithoutAuthorization() throws SQLException {
        books = new ReconcileBooks(5);
        books.file(1);
        for (int account = 1; account <= 4; account++) {
            books.record(1, account, account, "network_transaction_id = 'N%d'".formatted(account));
        }
        books.reconcile(1, 0, 1);
        books.run(
                """
                insert into clearing_outcomes (file_id, number, outcome, posted_at)
                select 1, number, 'force_posted', '2026-11-22 16:00:00Z' from clearing_matches
                """);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void an_authorization_that_came_later_is_proposed() throws SQLException {
        books.authorization(21, 2, "network_transaction_id = 'N2'");
        books.authorization(
                23,
                3,
                "network_transaction_id = 'N3', authorized = 0, decided_at = '2026-11-22 17:00Z'");
        assertEquals(
                List.of(
                        new LateProposal(
                                new RecordPlace(1, 2),
                                2,
                                21,
                                1,
                                "pan,transaction_id,amount,date,mcc",
                                false),
                        new LateProposal(
                                new RecordPlace(1, 3),
                                3,
                                23,
                                1,
                                "pan,transaction_id,amount,date,mcc",
                                false)),
                propose(NEXT_DAY));
    }

    @Test
    void one_that_was_there_and_holds_nothing_is_not() throws SQLException {
        books.authorization(21, 2, "network_transaction_id = 'N2', authorized = 0");
        books.authorization(
                22, 3, "network_transaction_id = 'N3', authorized = 0, status = 'declined'");
        assertEquals(List.of(), propose(NEXT_DAY));
    }

    /** It came between reconcile and post, or later: the cardholder has paid twice. */
    @Test
    void a_single_message_that_posted_it_too_is_proposed_as_such() throws SQLException {
        String single = "network_transaction_id = 'N%d', authorized = 0, message_class = '20', ";
        books.authorization(22, 2, single.formatted(2) + "decided_at = '2026-11-22 15:59Z'");
        books.authorization(23, 3, single.formatted(3) + "decided_at = '2026-11-23 03:00Z'");
        assertEquals(
                List.of("22 true", "23 true"),
                propose(NEXT_DAY).stream()
                        .map(found -> found.authorizationId() + " " + found.isPostedAlready())
                        .toList());
    }

    @Test
    void after_thirty_days_nobody_looks_any_more() throws SQLException {
        books.authorization(21, 2, "network_transaction_id = 'N2'");
        assertEquals(1, propose(LocalDate.of(2026, 12, 22)).size());
        assertEquals(0, propose(LocalDate.of(2026, 12, 23)).size());
    }

    @Test
    void what_is_linked_is_not_proposed_again() throws SQLException {
        books.authorization(21, 2, "network_transaction_id = 'N2'");
        link();
        assertEquals(List.of(), propose(NEXT_DAY));
    }

    @Test
    void an_authorization_that_is_linked_is_taken() throws SQLException {
        books.authorization(21, 2, "approval_code = 'A12345'");
        books.file(2);
        books.record(2, 9, 2, "approval_code = 'A12345'");
        link();
        books.reconcile(2, 0, 1);
        assertEquals(List.of("9 unmatched account=2"), books.matches(2));
    }

    private void link() throws SQLException {
        books.run(
                """
                insert into clearing_late_links
                    (file_id, authorization_id, released, number, level, agreed)
                values (1, 21, 1000, 2, 1, '')
                """);
    }

    private List<LateProposal> propose(LocalDate businessDate) throws SQLException {
        try (Connection connection = books.batch()) {
            connection.setAutoCommit(false);
            List<LateProposal> proposals =
                    new LateMatching(ReconcileSettings.shipped()).propose(connection, businessDate);
            connection.rollback();
            return proposals;
        }
    }
}
