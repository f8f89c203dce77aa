package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.PanAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code golden.base-ii}, read in every framing; what its fields mean. */
class GoldenFilesTest {
    private static final LocalDate FILE_DATE = LocalDate.of(2026, 11, 21);

    static Stream<BaseIIFraming> framings() {
        return Stream.of(BaseIIFraming.Encoding.values())
                .flatMap(
                        encoding ->
                                Stream.of(BaseIIFraming.Delimiter.values())
                                        .flatMap(
                                                delimiter ->
                                                        Stream.of(BaseIIFraming.Form.values())
                                                                .map(
                                                                        form ->
                                                                                new BaseIIFraming(
                                                                                        encoding,
                                                                                        delimiter,
                                                                                        form))));
    }

    @ParameterizedTest
    @MethodSource("framings")
    void everyFramingIsDetectedAndReadAlike(BaseIIFraming framing) throws IOException {
        byte[] file = GoldenFile.framed(GoldenFile.records(), framing);
        StringBuilder content = new StringBuilder();
        for (BaseIIRecord record : RoundTripTest.records(file)) {
            content.append(assertInstanceOf(BaseIITransaction.class, record).raw(PanAccess.get()));
        }
        assertEquals(String.join("", GoldenFile.records()), content.toString());
        assertTrue(RoundTripTest.check(file).isBalanced());
    }

    @ParameterizedTest
    @MethodSource("framings")
    void theWriterMakesTheSameBytesAndTotals(BaseIIFraming framing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaseIIWriter writer = new BaseIIWriter(out, framing);
        for (BaseIITransaction transaction : transactions()) {
            switch (transaction.code().number()) {
                case 90 -> writer.header(transaction.header().orElseThrow());
                case 91 -> writer.batchTrailer();
                case 92 -> writer.fileTrailer();
                default -> writer.transaction(transaction);
            }
        }
        assertArrayEquals(GoldenFile.framed(GoldenFile.records(), framing), out.toByteArray());
    }

    @Test
    void aSalesDraftHasAllAClearingBatchNeeds() throws IOException {
        BaseIITransaction draft = transactions().get(1);
        assertEquals(TransactionCode.SALES_DRAFT, draft.code());
        assertEquals('0', draft.qualifier());
        assertEquals(3, draft.tcrCount());
        assertEquals("411111******1111", draft.pan().orElseThrow().toString());
        assertTrue(draft.acquirerReference().orElseThrow().hasGoodCheckDigit());
        assertEquals(LocalDate.of(2026, 11, 19), draft.purchaseDate().orElseThrow());
        assertEquals(FILE_DATE, draft.centralProcessingDate().orElseThrow());
        assertEquals(money(12345, "EUR"), draft.sourceAmount().orElseThrow());
        assertEquals(money(13579, "USD"), draft.destinationAmount().orElseThrow());
        assertEquals("CAFE M\u00dcNCHEN", draft.merchantName().orElseThrow());
        assertEquals("MUENCHEN", draft.merchantCity().orElseThrow());
        assertEquals("DE", draft.merchantCountry().orElseThrow());
        assertEquals("5812", draft.merchantCategory().orElseThrow());
        assertEquals('1', draft.usageCode());
        assertFalse(draft.isRepresentment());
        assertEquals('9', draft.settlementFlag());
        assertFalse(draft.isCollectionOnly());
        assertEquals("A12345", draft.authorizationCode().orElseThrow());
        assertEquals("SHOP-0000000001", draft.cardAcceptorId().orElseThrow());
        assertEquals("TERM0001", draft.terminalId().orElseThrow());
        assertEquals(money(1000, "EUR"), draft.cashback().orElseThrow());
    }

    @Test
    void paymentServiceDataNamesTheAuthorizationAndTheFee() throws IOException {
        BaseIITransaction draft = transactions().get(1);
        assertEquals("306325123456789", draft.transactionId().orElseThrow());
        assertEquals(money(12000, "EUR"), draft.authorizedAmount().orElseThrow());
        assertEquals(money(14000, "EUR"), draft.totalAuthorizedAmount().orElseThrow());
        assertEquals("00", draft.authorizationResponseCode().orElseThrow());
        assertEquals("AB1C", draft.validationCode().orElseThrow());
        assertEquals(new ClearingSequence(1, 2), draft.clearingSequence().orElseThrow());
        InterchangeFee fee = draft.interchangeFee().orElseThrow();
        assertEquals(0, new BigDecimal("1.234567").compareTo(fee.amount()));
        assertEquals(Direction.CREDIT, fee.direction());
    }

    @Test
    void aCreditVoucherOfALongCardNumberWithAPurchaseOfTheYearBefore() throws IOException {
        BaseIITransaction credit = transactions().get(2);
        assertEquals(TransactionCode.CREDIT_VOUCHER, credit.code());
        assertEquals("4000001234567890124", credit.pan().orElseThrow().reveal(PanAccess.get()));
        assertEquals(LocalDate.of(2025, 12, 31), credit.purchaseDate().orElseThrow());
        assertEquals(money(5000, "JPY"), credit.sourceAmount().orElseThrow());
        assertTrue(credit.isRepresentment());
        assertTrue(credit.isCollectionOnly());
        assertTrue(credit.transactionId().isEmpty());
        assertTrue(credit.interchangeFee().isEmpty());
    }

    @Test
    void memberSettlementIsALineOfTheNetworksTotals() throws IOException {
        SettlementTotal total = transactions().get(4).settlementTotal().orElseThrow();
        assertEquals("V4120", total.report());
        assertEquals(FILE_DATE, total.settlementDate().orElseThrow());
        assertEquals("USD", total.settlementCurrency().orElseThrow().code());
        assertEquals("EUR", total.clearingCurrency().orElseThrow().code());
        assertEquals(2, total.firstCount());
        assertEquals(
                List.of(
                        new SettlementTotal.Amount(3300, Direction.CREDIT),
                        new SettlementTotal.Amount(13579, Direction.DEBIT),
                        new SettlementTotal.Amount(10279, Direction.DEBIT)),
                List.of(
                        total.first().orElseThrow(),
                        total.second().orElseThrow(),
                        total.net().orElseThrow()));
    }

    @Test
    void aFeeHasNoCard() throws IOException {
        BaseIITransaction fee = transactions().get(5);
        assertTrue(fee.code().isFee());
        assertTrue(fee.pan().isEmpty());
        assertTrue(fee.transactionId().isEmpty());
        assertEquals(money(250, "USD"), fee.sourceAmount().orElseThrow());
        assertEquals("0210", fee.feeReasonCode().orElseThrow());
        assertEquals("RETRIEVAL FEE", fee.feeText().orElseThrow());
        assertEquals(LocalDate.of(2026, 11, 20), fee.purchaseDate().orElseThrow());
    }

    @Test
    void aReturnedItemIsReadAsWhatItWas() throws IOException {
        BaseIITransaction returned = transactions().get(6);
        assertEquals(money(700, "EUR"), returned.sourceAmount().orElseThrow());
        ReturnedItem item = returned.returnedItem().orElseThrow();
        assertEquals(TransactionCode.of(15), item.code());
        assertEquals(LocalDate.of(2026, 11, 20), item.batchDate().orElseThrow());
        assertEquals("000007/0042", item.batchNumber() + "/" + item.itemNumber());
        assertEquals(List.of("A12", "B01"), item.reasons());
        assertEquals(money(700, "EUR"), item.sourceAmount().orElseThrow());
    }

    @Test
    void theFileIsNamedByItsHeaderAndCounted() throws IOException {
        BaseIIFileSummary summary =
                RoundTripTest.check(
                        GoldenFile.framed(GoldenFile.records(), BaseIIFraming.asciiLines()));
        BaseIILogicalFile file = summary.files().getFirst();
        assertEquals("400000-26325-001", file.id().orElseThrow().toString());
        assertFalse(file.isTest());
        assertEquals(new BaseIITotals(17829, 4, 12, 8, 18295), file.counted());
        assertEquals(file.counted(), file.claimed().orElseThrow());
        assertEquals(2, file.batches());
        assertEquals(9, file.records());
    }

    @Test
    void severalLogicalFilesStandInOne() throws IOException {
        List<String> twice = new ArrayList<>(GoldenFile.records());
        twice.addAll(GoldenFile.records());
        byte[] file = GoldenFile.framed(twice, BaseIIFraming.asciiLines());
        BaseIIFileSummary summary = RoundTripTest.check(file);
        assertTrue(summary.isBalanced());
        assertEquals(2, summary.files().size());
        assertEquals(
                "day.ctf, logical file 2, record 10 at byte 2197",
                summary.files().getLast().location().toString());
    }

    @Test
    void paddingAndTheTestMarkAreUnderstood() throws IOException {
        List<String> records = new ArrayList<>(GoldenFile.records());
        records.set(
                0, records.getFirst().substring(0, 29) + "TEST" + records.getFirst().substring(33));
        records.set(0, records.getFirst().substring(0, 76) + " ".repeat(92));
        records.add("0".repeat(168));
        records.add(" ".repeat(168));
        for (BaseIIFraming framing : framings().toList()) {
            BaseIIFileSummary summary = RoundTripTest.check(GoldenFile.framed(records, framing));
            assertTrue(summary.isBalanced(), framing::toString);
            assertTrue(summary.files().getFirst().isTest());
            assertTrue(summary.files().getFirst().id().isEmpty(), "a blank file id is no key");
        }
    }

    private static List<BaseIITransaction> transactions() throws IOException {
        return RoundTripTest.records(
                        GoldenFile.framed(GoldenFile.records(), BaseIIFraming.asciiLines()))
                .stream()
                .map(BaseIITransaction.class::cast)
                .toList();
    }

    private static Money money(long minorUnits, String currency) {
        return Money.of(minorUnits, Currency.ofCode(currency).orElseThrow());
    }
}
