package io.kessai.clearing.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.clearing.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file in the database, matched: what is read, what is written, and that it is written once. */
@Tag("database")
class ReconcileTest {

    @SuppressWarnings("NullAway.Init")
    private ReconcileBooks books;

    @BeforeEach
    void open() throws SQLException {
        books = new ReconcileBooks(9);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void every_record_that_moves_money_gets_one_match() throws SQLException {
        smallFile();
        ReconcileResult result = books.reconcile(1, 0, 1);
        assertEquals(
                List.of(
                        "2 matched account=1 authorization=11 level=1 difference=200 standard"
                                + " pan,transaction_id,date,mcc",
                        "3 matched account=2 authorization=12 level=2 standard"
                                + " pan,approval_code,amount,date,mcc",
                        "4 matched account=3 authorization=13 level=3 standard"
                                + " pan,amount,date,terminal,merchant,mcc",
                        "5 matched account=4 authorization=14 level=4 standard"
                                + " pan,amount,date,merchant,mcc",
                        "6 unmatched account=5",
                        "7 unknown_card",
                        "8 fee",
                        "9 record_error account=6"),
                books.matches(1));
        assertEquals(
                Map.of(
                        Verdict.MATCHED, 4L,
                        Verdict.UNMATCHED, 1L,
                        Verdict.UNKNOWN_CARD, 1L,
                        Verdict.FEE, 1L,
                        Verdict.RECORD_ERROR, 1L),
                result.byVerdict());
        assertEquals(Map.of(1, 1L, 2, 1L, 3, 1L, 4, 1L), result.byLevel());
    }

    @Test
    void matching_again_changes_nothing() throws SQLException {
        smallFile();
        books.reconcile(1, 0, 1);
        List<String> before = books.matches(1);
        assertEquals(0, books.reconcile(1, 0, 1).written());
        assertEquals(0, books.reconcile(1, 2, 3).written());
        assertEquals(before, books.matches(1));
    }

    @Test
    void the_shards_together_write_what_one_shard_writes() throws SQLException {
        smallFile();
        long written = 0;
        for (int shard = 2; shard >= 0; shard--) {
            written += books.reconcile(1, shard, 3).written();
        }
        List<String> sharded = books.matches(1);
        assertEquals(8, written);
        books.run("delete from clearing_matches");
        books.reconcile(1, 0, 1);
        assertEquals(books.matches(1), sharded);
    }

    @Test
    void a_shard_takes_its_accounts_and_the_first_those_without() throws SQLException {
        smallFile();
        books.reconcile(1, 0, 3);
        assertEquals(
                List.of("4", "7", "8", "9"),
                books.matches(1).stream().map(line -> line.substring(0, 1)).toList());
    }

    @Test
    void a_file_that_was_not_accepted_is_refused() throws SQLException {
        books.file(1);
        books.run("update clearing_files set status = 'refused', reason = 'BAD'");
        assertThrows(IllegalArgumentException.class, () -> books.reconcile(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> books.reconcile(2, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> books.reconcile(1, 3, 3));
    }

    private void smallFile() throws SQLException {
        books.file(1);
        books.authorization(11, 1, "network_transaction_id = 'MCC123456 1120'");
        books.authorization(12, 2, "approval_code = 'A12345'");
        books.authorization(13, 3, "terminal = 'T1', merchant = 'M1'");
        books.authorization(14, 4, "merchant = 'M1'");
        books.record(1, 1, 0, "kind = 'non_financial', arn = ''");
        books.record(
                1, 2, 1, "network_transaction_id = 'MCC1234561120  ', transaction_amount = 1200");
        books.record(1, 3, 2, "approval_code = 'A12345'");
        books.record(1, 4, 3, "terminal = 'T1      ', merchant = 'M1'");
        books.record(1, 5, 4, "merchant = 'M1'");
        books.record(1, 6, 5, "merchant = 'M1'");
        books.record(1, 7, 99, "merchant = 'M1'");
        books.record(1, 8, 0, "kind = 'fee_collection', type_code = '1740/700', arn = ''");
        books.record(1, 9, 6, "problem = 'PAN_LUHN'");
    }
}
