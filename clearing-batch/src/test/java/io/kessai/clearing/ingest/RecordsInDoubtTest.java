package io.kessai.clearing.ingest;

import static io.kessai.ipm.ProcessingMode.PRODUCTION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.ClearingBooks;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.ProcessingMode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records of accepted files that say what cannot be booked, or what must not be kept. */
@Tag("database")
class RecordsInDoubtTest extends IngestFixture {
    RecordsInDoubtTest() {
        super(new ClearingBooks());
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
}
