package io.kessai.clearing.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a file's records find in the files before it, and what is read of an authorization. */
@Tag("database")
class ReconcileAcrossFilesTest {

    @SuppressWarnings("NullAway.Init")
    private ReconcileBooks books;

    @BeforeEach
    void open() throws SQLException {
        books = new ReconcileBooks(9);
        books.file(1);
        books.file(2);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void a_presentment_of_an_earlier_file_is_a_duplicate() throws SQLException {
        books.record(1, 1, 1, "");
        books.record(2, 1, 1, "");
        books.record(2, 2, 1, "");
        reconcileBoth();
        assertEquals(List.of("1 duplicate account=1", "2 unmatched account=1"), books.matches(2));
    }

    @Test
    void another_networks_reference_is_another() throws SQLException {
        books.run("update clearing_files set network = 'visa' where id = 1");
        books.record(1, 1, 1, "");
        books.record(2, 1, 1, "");
        reconcileBoth();
        assertEquals(List.of("1 unmatched account=1"), books.matches(2));
    }

    @Test
    void a_reversal_names_its_presentment_and_frees_the_authorization() throws SQLException {
        books.authorization(11, 1, "approval_code = 'A12345'");
        books.record(1, 1, 1, "approval_code = 'A12345'");
        books.record(2, 1, 1, "kind = 'presentment_reversal', direction = 'credit'");
        books.record(2, 2, 1, "approval_code = 'A12345', arn = '79999996326000000000001'");
        books.record(2, 3, 1, "approval_code = 'A12345'");
        reconcileBoth();
        assertEquals(
                List.of(
                        "1 reversal account=1 presentment=1/1 pan,arn",
                        "2 matched account=1 authorization=11 level=2 standard"
                                + " pan,approval_code,amount,date,mcc",
                        "3 unmatched account=1"),
                books.matches(2));
    }

    @Test
    void a_reversal_of_an_earlier_file_counts_once() throws SQLException {
        books.record(1, 1, 1, "");
        books.record(1, 2, 1, "kind = 'presentment_reversal', arn = '79999996326000000000001'");
        books.record(2, 1, 1, "kind = 'presentment_reversal'");
        reconcileBoth();
        assertEquals(List.of("1 duplicate account=1"), books.matches(2));
    }

    @Test
    void several_clearings_over_two_files_are_summed() throws SQLException {
        books.authorization(11, 1, "network_transaction_id = 'N'");
        String several = "network_transaction_id = 'N', sequence_count = 3, is_final = false";
        books.record(1, 1, 1, several + ", sequence_number = 1, transaction_amount = 300");
        books.record(1, 2, 1, several + ", sequence_number = 2, transaction_amount = 300");
        books.record(2, 3, 1, several + ", sequence_number = 3, transaction_amount = 300");
        reconcileBoth();
        assertEquals(
                List.of(
                        "3 matched account=1 authorization=11 level=1 difference=-100 standard"
                                + " pan,transaction_id,date,mcc"),
                books.matches(2));
    }

    @Test
    void two_of_one_id_are_told_apart_whichever_is_presented_first() throws SQLException {
        books.authorization(11, 1, "network_transaction_id = 'N', approval_code = 'C11'");
        books.authorization(
                12,
                1,
                "network_transaction_id = 'N', approval_code = 'C12', reversed = 1000,"
                        + " lowest_target = 0");
        books.record(1, 1, 1, "network_transaction_id = 'N', approval_code = 'C12'");
        books.record(2, 2, 1, "network_transaction_id = 'N', approval_code = 'C11'");
        reconcileBoth();
        String agreed = " level=1 standard pan,transaction_id,approval_code,amount,date,mcc";
        assertEquals(
                List.of("1 matched_reversed account=1 authorization=12" + agreed),
                books.matches(1));
        assertEquals(List.of("2 matched account=1 authorization=11" + agreed), books.matches(2));
    }

    @Test
    void fees_and_unknown_cards_have_no_account_and_may_be_duplicates() throws SQLException {
        String fee = "kind = 'fee_collection', type_code = '10', arn = 'FEE'";
        books.record(1, 1, 0, fee);
        books.record(2, 1, 0, fee);
        books.record(2, 2, 0, "kind = 'fee_collection', arn = ''");
        books.record(2, 3, 0, "kind = 'fee_collection', arn = ''");
        books.record(2, 4, 77, "");
        reconcileBoth();
        assertEquals(List.of("1 duplicate", "2 fee", "3 fee", "4 unknown_card"), books.matches(2));
    }

    @Test
    void what_an_authorization_is_worth_is_read_from_its_terms() throws SQLException {
        standing(1, "");
        standing(2, "cleared = 1000");
        standing(3, "expired = 1000");
        standing(4, "reversed = 1000, lowest_target = 0");
        standing(5, "raised = 200, lowered = 100, reversed = 1100");
        standing(6, "status = 'declined', authorized = 0");
        standing(7, "status = 'voided', released = 1000");
        standing(8, "status = 'approved', authorized = 0, message_class = '20'");
        standing(9, "reversed = 600, lowest_target = 400");
        books.reconcile(1, 0, 1);
        assertEquals(
                List.of(
                        "matched",
                        "matched",
                        "matched",
                        "matched_reversed",
                        "matched_reversed",
                        "matched_declined",
                        "matched_declined",
                        "already_posted",
                        "matched 600"),
                books.lines(
                        """
                        select concat_ws(' ', verdict, nullif(difference, 0))
                        from clearing_matches order by number
                        """));
    }

    @Test
    void an_authorization_older_than_180_days_is_not_looked_at() throws SQLException {
        books.authorization(11, 1, "network_transaction_id = 'A', transmitted_on = '2026-05-26'");
        books.authorization(12, 1, "network_transaction_id = 'B', transmitted_on = '2026-05-25'");
        books.record(1, 1, 1, "network_transaction_id = 'A'");
        books.record(1, 2, 1, "network_transaction_id = 'B'");
        books.reconcile(1, 0, 1);
        assertEquals(
                List.of("matched", "unmatched"),
                books.lines("select verdict from clearing_matches order by number"));
    }

    private void standing(int account, String changes) throws SQLException {
        String id = "network_transaction_id = 'N'";
        books.authorization(10 + account, account, changes.isEmpty() ? id : id + ", " + changes);
        books.record(1, account, account, id);
    }

    private void reconcileBoth() throws SQLException {
        books.reconcile(1, 0, 1);
        books.reconcile(2, 0, 1);
    }
}
