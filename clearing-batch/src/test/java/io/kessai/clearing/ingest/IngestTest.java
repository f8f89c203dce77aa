package io.kessai.clearing.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBooks;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Pan;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.ProcessingMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class IngestTest extends IngestFixture {
    private static final String FILES =
            "select name, network, status, reason from clearing_files order by id";

    IngestTest() {
        super(new ClearingBooks());
    }

    @Test
    void every_record_of_a_mastercard_file_is_a_row() throws Exception {
        assertEquals("4 records", ingest("one.ipm", twoPurchases("00001"), false).toString());
        assertEquals(List.of("one.ipm mastercard accepted "), books.rows(FILES));
        assertEquals(
                List.of("mastercard:001261121" + "00000012345" + "00001 4 3000 f"),
                books.rows(
                        """
                        select file_key, message_count, transaction_amount, is_test
                        from clearing_logical_files
                        """));
        assertEquals(
                List.of(
                        "1 non_financial 1644/697 0 0 ",
                        "2 presentment 1240/200 1000 392 999900******" + last4(),
                        "3 presentment 1240/200 2000 392 999900******" + last4(),
                        "4 non_financial 1644/695 0 0 "),
                books.rows(
                        """
                        select number, kind, type_code, transaction_amount, transaction_currency, pan_masked
                        from clearing_records
                        order by number
                        """));
        assertEquals(
                List.of(
                        "debit 2026-11-20 10:15:00 2026-11-21 A1B2C3 MCC1234561120 TERM0001"
                                + " SHOP00000000001 SHOP 5411 12000000 392 credit t f "),
                books.rows(
                        """
                        select direction, transacted_at, settlement_on, approval_code, network_transaction_id,
                               terminal, merchant, merchant_name, mcc, fee_millionths, fee_currency,
                               fee_direction, is_final, is_collection_only, problem
                        from clearing_records
                        where number = 2
                        """));
    }

    @Test
    void every_transaction_of_a_visa_file_is_a_row() throws Exception {
        assertEquals(
                "5 records",
                ingest("visa.ctf", SampleFiles.baseII("001", false, 1000, 2000), false).toString());
        assertEquals(List.of("visa.ctf visa accepted "), books.rows(FILES));
        assertEquals(
                List.of(
                        "presentment 05/1 debit 1000 1000 2026-11-20 00:00:00 t",
                        "presentment 05/1 debit 2000 2000 2026-11-20 00:00:00 t"),
                books.rows(
                        """
                        select kind, type_code, direction, transaction_amount, billing_amount,
                               transacted_at, reference <> 0
                        from clearing_records
                        where kind <> 'non_financial'
                        order by number
                        """));
    }

    @Test
    void a_file_that_does_not_balance_leaves_only_its_reasons() throws Exception {
        byte[] cut = twoPurchases("00001");
        assertEquals("1 refused", ingest("cut.ipm", Arrays.copyOf(cut, 600), false).toString());
        assertEquals(List.of("cut.ipm mastercard refused FILE_ENDS_IN_RECORD"), books.rows(FILES));
        String detail = books.rows("select detail from clearing_files").getFirst();
        assertTrue(detail.contains("(cut.ipm, logical file 1, record 3 at byte 346)"), detail);
        assertEquals(List.of("0"), books.rows("select count(*) from clearing_records"));
    }

    @Test
    void a_refused_file_keeps_its_id_free_for_the_corrected_one() throws Exception {
        ingest("cut.ipm", Arrays.copyOf(twoPurchases("00001"), 600), false);
        assertEquals("4 records", ingest("whole.ipm", twoPurchases("00001"), false).toString());
    }

    @Test
    void an_accepted_id_with_other_content_is_refused_naming_its_holder() throws Exception {
        ingest("one.ipm", twoPurchases("00001"), false);
        ingest(
                "other.ipm",
                SampleFiles.ipm(
                        "00001",
                        ProcessingMode.PRODUCTION,
                        List.of(SampleFiles.purchase(card, 5, ARN))),
                false);
        assertEquals(
                List.of(
                        "FILE_ID_REUSED: logical file 1 has the id mastercard:0012611210000001234500001,"
                                + " which one.ipm (file 1) had with other content; ask the sender for a"
                                + " file with an id of its own"),
                books.rows("select detail from clearing_files where id = 2"));
    }

    @Test
    void an_id_that_stands_twice_in_a_file_refuses_it() throws Exception {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(SampleFiles.baseII("001", false, 1000));
        twice.write(SampleFiles.baseII("001", false, 2000));
        assertEquals("1 refused", ingest("v.ctf", twice.toByteArray(), false).toString());
        assertEquals(
                List.of(
                        "FILE_ID_REUSED: logical file 2 has the id visa:400000-26325-001, which one"
                                + " before it in this file has; ask the sender for a file with an id"
                                + " of its own"),
                books.rows("select detail from clearing_files"));
    }

    @Test
    void a_test_file_is_taken_only_where_tests_are() throws Exception {
        byte[] test =
                SampleFiles.ipm(
                        "00009", ProcessingMode.TEST, List.of(SampleFiles.purchase(card, 5, ARN)));
        assertEquals("1 refused", ingest("t.ipm", test, false).toString());
        assertEquals("3 records", ingest("t.ipm", test, true).toString());
        byte[] visa = SampleFiles.baseII("009", true, 5);
        assertEquals("1 refused", ingest("t.ctf", visa, false).toString());
        assertEquals(
                List.of("TEST_FILE"),
                books.rows("select reason from clearing_files where network = 'visa'"));
    }

    @Test
    void a_bad_record_in_a_balanced_file_is_a_problem_of_its_own() throws Exception {
        Pan wrong =
                Pan.of("9999000000000000" + (card.lastFour().endsWith("0") ? "1" : "0"))
                        .orElseThrow();
        ingest(
                "one.ipm",
                SampleFiles.ipm(
                        "00001",
                        ProcessingMode.PRODUCTION,
                        List.of(
                                SampleFiles.purchase(card, 1000, ARN),
                                SampleFiles.purchase(wrong, 500, ARN),
                                SampleFiles.purchase(card, 7, ARN).set(3, "990000"))),
                false);
        assertEquals(
                List.of("2 ", "3 PAN_LUHN", "4 PROCESSING_CODE_UNKNOWN"),
                books.rows(
                        """
                        select number, problem
                        from clearing_records
                        where kind <> 'non_financial'
                        order by number
                        """));
    }

    /** Its book date is that of the run that accepts it, not of the one that received it. */
    @Test
    void a_file_belongs_to_the_run_that_decides() throws Exception {
        LocalDate next = ClearingBooks.NIGHT.plusDays(1);
        deliver("whole.ipm", twoPurchases("00001"));
        deliver("cut.ipm", Arrays.copyOf(twoPurchases("00002"), 600));
        for (long file : List.of(1L, 2L)) {
            books.step(
                    StepName.INGEST,
                    progress -> ingest(archive(), false, next).run(file, progress));
        }
        assertEquals(
                List.of("accepted " + next, "refused " + next),
                books.rows("select status, business_date from clearing_files order by id"));
    }

    @Test
    void a_decided_file_is_left_as_it_is() throws Exception {
        ingest("one.ipm", twoPurchases("00001"), false);
        assertEquals("nothing to do", ingestAgain(1).toString());
        assertEquals(List.of("4"), books.rows("select count(*) from clearing_records"));
    }

    @Test
    void a_run_that_dies_in_the_copy_leaves_nothing_and_the_next_accepts() throws Exception {
        deliver("one.ipm", twoPurchases("00001"));
        Archive dying = new DyingArchive(archive());
        assertThrows(
                OperatingException.class,
                () ->
                        books.step(
                                StepName.INGEST,
                                progress -> ingest(dying, false).run(1, progress)));
        assertEquals(List.of("one.ipm  received "), books.rows(FILES));
        assertEquals(List.of("0"), books.rows("select count(*) from clearing_records"));
        assertEquals("4 records", ingestAgain(1).toString());
    }

    @Test
    void a_file_that_nobody_received_is_an_error() {
        OperatingException thrown = assertThrows(OperatingException.class, () -> ingestAgain(99));
        assertEquals(ErrorCode.CLEARING_FILE_NOT_FOUND, thrown.code());
    }

    private byte[] twoPurchases(String sequence) throws IOException {
        IpmDraft first = SampleFiles.purchase(card, 1000, ARN);
        IpmDraft second = SampleFiles.purchase(card, 2000, "74321006325000000000020");
        return SampleFiles.ipm(sequence, ProcessingMode.PRODUCTION, List.of(first, second));
    }

    private String last4() {
        return card.lastFour();
    }

    /** Opens once, and fails the second time: between the check and the copy. */
    private static final class DyingArchive implements Archive {
        private final Archive archive;
        private int opened;

        DyingArchive(Archive archive) {
            this.archive = archive;
        }

        @Override
        public void keep(String key, InputStream plain) throws IOException {
            archive.keep(key, plain);
        }

        @Override
        public InputStream open(String key) throws IOException {
            if (++opened == 2) {
                throw new IOException("gone");
            }
            return archive.open(key);
        }
    }
}
