package io.kessai.clearing.ingest;

import static io.kessai.ipm.ProcessingMode.PRODUCTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBooks;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.FolderInbox;
import io.kessai.clearing.receive.Receive;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Pan;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.ProcessingMode;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class IngestTest {
    private static final String FILES =
            "select name, network, status, reason from clearing_files order by id";
    private static final String ARN = "74321006325000000000012";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ClearingBooks books = new ClearingBooks();
    private final Pan card = SampleFiles.card();

    @BeforeEach
    void makeInbox() throws IOException {
        Files.createDirectories(folder.resolve("inbox"));
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
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

    /** Nothing could be booked of them, and nobody would be told. */
    @Test
    void fees_and_chargebacks_in_no_currency_are_exceptions_too() throws Exception {
        ingest(
                "one.ipm",
                SampleFiles.ipm(
                        "00001",
                        PRODUCTION,
                        List.of(
                                fee().set(49, "998"),
                                fee().amount(4, 1005).pds(148, "3922"),
                                SampleFiles.chargeback(card, 1000, ARN).set(49, "998"),
                                SampleFiles.chargeback(card, 1000, ARN).set(3, "990000"))),
                false);
        assertEquals(
                List.of(
                        "2 fee_collection CURRENCY_UNKNOWN",
                        "3 fee_collection EXPONENT_INEXACT",
                        "4 dispute CURRENCY_UNKNOWN",
                        "5 dispute PROCESSING_CODE_UNKNOWN"),
                books.rows(
                        """
                        select number, kind, problem
                        from clearing_records where kind <> 'non_financial' order by number
                        """));
    }

    /** A Banknet reference is unique for a day only: C1. */
    @Test
    void a_trace_id_without_its_reference_or_date_is_no_key() throws Exception {
        ingest(
                "one.ipm",
                SampleFiles.ipm(
                        "00001",
                        PRODUCTION,
                        List.of(
                                SampleFiles.purchase(card, 1, ARN).set(63, "1MCC      1120  "),
                                SampleFiles.purchase(card, 2, ARN).set(63, "1MCC123456      "),
                                SampleFiles.purchase(card, 3, ARN).set(63, "1MCC1234561120  "))),
                false);
        assertEquals(
                List.of("2 ", "3 ", "4 MCC1234561120"),
                books.rows(
                        """
                        select number, network_transaction_id
                        from clearing_records where kind <> 'non_financial' order by number
                        """));
    }

    @Test
    void a_card_number_in_a_merchants_name_is_masked() throws Exception {
        IpmDraft named =
                SampleFiles.purchase(card, 1000, ARN)
                        .set(43, "A9999000000000006B\\STREET\\TOKYO\\1000001   13 JPN");
        ingest("one.ipm", SampleFiles.ipm("00001", PRODUCTION, List.of(named)), false);
        assertEquals(
                List.of("A999900***0006B"),
                books.rows("select merchant_name from clearing_records where number = 2"));
    }

    /** No total tells: the cardholder would get it for nothing. */
    @Test
    void an_amount_billed_as_nothing_is_an_exception() throws Exception {
        IpmDraft billed = SampleFiles.purchase(card, 1000, ARN).amount(6, 0).set(51, "392");
        ingest("one.ipm", SampleFiles.ipm("00001", PRODUCTION, List.of(billed)), false);
        assertEquals(
                List.of("BILLING_AMOUNT_MISSING"),
                books.rows("select problem from clearing_records where number = 2"));
    }

    @Test
    void fees_in_the_networks_exponent_are_rescaled_and_those_of_two_currencies_are_an_exception()
            throws Exception {
        String yen = "002900" + "392" + "000000000012" + "392" + "000000000012";
        String dollar = "002900" + "392" + "000000000012" + "840" + "000000000012";
        ingest(
                "one.ipm",
                SampleFiles.ipm(
                        "00001",
                        PRODUCTION,
                        List.of(
                                SampleFiles.purchase(card, 1000, ARN)
                                        .pds(148, "3921")
                                        .pds(146, yen),
                                SampleFiles.purchase(card, 1000, ARN).pds(146, yen + dollar))),
                false);
        assertEquals(
                List.of("2 1200000 392 ", "3 0 0 FEES_OUT_OF_RANGE"),
                books.rows(
                        """
                        select number, fee_millionths, fee_currency, problem
                        from clearing_records where kind <> 'non_financial' order by number
                        """));
    }

    /** D3: fees are known by PDS 0137 and DE94, TC 10 and 20 by the transaction id. */
    @Test
    void fees_are_known_by_what_the_network_calls_them() throws Exception {
        ingest(
                "one.ipm",
                SampleFiles.ipm(
                        "00001",
                        PRODUCTION,
                        List.of(
                                fee().pds(137, "CONTROL-1"),
                                fee().pds(137, "CONTROL-1").pds(25, "R261120"),
                                fee())),
                false);
        assertEquals(
                List.of(
                        "2 CONTROL-1/00000054321 1740/700 t",
                        "3 CONTROL-1/00000054321 1740/700/R t",
                        "4  1740/700 f"),
                books.rows(
                        """
                        select number, arn, type_code, reference <> 0
                        from clearing_records where kind <> 'non_financial' order by number
                        """));
    }

    private static IpmDraft fee() {
        return IpmDraft.of("1740", 700)
                .set(3, "190000")
                .amount(4, 7)
                .set(49, "392")
                .set(94, "00000054321");
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

    /** No total sees a damaged type or function code, and the money has moved. */
    @Test
    void an_amount_of_nobody_knows_what_is_an_exception_and_no_addendum() throws Exception {
        ingest(
                "one.ipm",
                SampleFiles.ipm(
                        "00001",
                        ProcessingMode.PRODUCTION,
                        List.of(
                                SampleFiles.purchase(card, 1000, ARN).set(24, "201"),
                                SampleFiles.purchase(card, 500, ARN)
                                        .set(3, "200000")
                                        .set(24, "X00"),
                                IpmDraft.of("1740", 799)
                                        .set(3, "290000")
                                        .amount(4, 7)
                                        .set(49, "392"),
                                IpmDraft.of("1240", 999))),
                false);
        assertEquals(
                List.of(
                        "2 presentment debit 1000 MESSAGE_UNKNOWN",
                        "3 presentment credit 500 ELEMENT_CONTENT",
                        "4 fee_collection credit 7 MESSAGE_UNKNOWN",
                        "5 non_financial debit 0 ELEMENT_MISSING"),
                books.rows(
                        """
                        select number, kind, direction, transaction_amount, problem
                        from clearing_records
                        where type_code not like '1644%'
                        order by number
                        """));
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

    private Counters ingest(String name, byte[] content, boolean acceptsTestFiles)
            throws IOException, SQLException {
        deliver(name, content);
        long file = Long.parseLong(books.rows("select max(id) from clearing_files").getFirst());
        return books.step(
                StepName.INGEST,
                progress -> ingest(archive(), acceptsTestFiles).run(file, progress));
    }

    private Counters ingestAgain(long file) throws SQLException {
        return books.step(
                StepName.INGEST, progress -> ingest(archive(), false).run(file, progress));
    }

    private Ingest ingest(Archive archive, boolean acceptsTestFiles) {
        return new Ingest(
                archive,
                FileReading.of(VaultKeys.development()),
                books.connection(),
                acceptsTestFiles,
                Pace.full());
    }

    private void deliver(String name, byte[] content) throws IOException, SQLException {
        Files.write(folder.resolve("inbox").resolve(name), content);
        Receive receive =
                new Receive(
                        new FolderInbox(folder.resolve("inbox")),
                        archive(),
                        books.connection(),
                        ClearingBooks.NIGHT);
        books.step(StepName.RECEIVE, receive::run);
    }

    private Archive archive() {
        return new FolderArchive(folder.resolve("archive"), new FileSeal(VaultKeys.development()));
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
