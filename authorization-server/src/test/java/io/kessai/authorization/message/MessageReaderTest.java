package io.kessai.authorization.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.PointOfService;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.Circumstances;
import io.kessai.domain.MessageKey;
import io.kessai.domain.Pan;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is made of, and which field is named when it cannot be: {@code reader.table}. */
class MessageReaderTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-21T03:00:01Z");
    private static final PanVault VAULT =
            new PanVault(VaultKeys.parse("00".repeat(32), "1=" + "11".repeat(32), 1));
    private static final MessageReader READER = new MessageReader(VAULT);

    static Stream<Arguments> readings() {
        List<Row> rows = Table.of(MessageReaderTest.class, "reader.table");
        return Stream.of("iso87-ascii", "iso87-binary")
                .flatMap(dialect -> rows.stream().map(row -> Arguments.of(dialect, row)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("readings")
    void aMessageIsReadAsTheTableSays(String dialect, Row row) {
        Message message = Wire.message(dialect, row.get("mti"), row.get("fields"));
        assertEquals(row.get("read"), told(read(dialect, message, ARRIVED)));
    }

    @Test
    void everythingADecisionNeedsIsTakenOver() {
        Message message =
                Wire.message("iso87-ascii", "0101", "18=5411; 33=99; 6=000000000700; 51=840");
        AuthorizationRequest request = request(message, ARRIVED);
        assertEquals(
                new MessageKey(
                        "simulated",
                        "10",
                        "123456",
                        "000007",
                        "1121030000",
                        "RRN000000007",
                        "TERM0001",
                        LocalDate.of(2026, 11, 21)),
                request.key());
        assertEquals("0101", request.mti());
        assertEquals(new Acceptor("5411", "MERCHANT0000001", "99"), request.acceptor());
        assertEquals(new SentAmount(1000, 392), request.payment().amount());
        assertEquals("000000", request.payment().processingCode().digits());
        assertEquals(VAULT.token(Pan.of("9999000000000012").orElseThrow()), request.card());
        assertEquals(References.NONE, request.references());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void aMessageOf1993IsReadAsItsLikeOf1987(String dialect) {
        Message message =
                Wire.message(
                        dialect,
                        "1100",
                        "12=261121120000; 22=000000000000; 24=100; 26=5411; 33=99");
        AuthorizationRequest request = request(dialect, message);
        AuthorizationRequest like =
                request(Wire.message("iso87-ascii", "0100", "18=5411; 33=99"), ARRIVED);
        assertEquals(
                new AuthorizationRequest(
                        like.kind(),
                        "0100",
                        false,
                        like.key(),
                        like.card(),
                        like.passesLuhn(),
                        like.payment(),
                        like.acceptor(),
                        named(new Names("", "", "261121120000")),
                        Circumstances.UNKNOWN,
                        Findings.NONE,
                        PointOfService.UNKNOWN),
                request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    iso87-ascii    | 0100 | 25=91
                    iso87-binary   | 0100 | 25=91
                    iso93-ascii    | 1100 | 12=261121120000; 22=000000000000; 24=106; 26=5411
                    iso93-binary   | 1100 | 12=261121120000; 22=000000000000; 24=107; 26=5411
                    visa-base1     | 0100 | 63.3=3900
                    mastercard-cis | 0100 | 48.63=MCCAB12341121; 61=00000040000000000000000000
                    """)
    void everyDialectHasAMarkOfWhatAdds(String dialect, String mti, String marked) {
        assertTrue(request(dialect, Wire.message(dialect, mti, marked)).isIncrement());
        assertTrue(request(dialect, Wire.message(dialect, mti, marked)).seeksOriginal());
        String plain =
                marked.replaceAll("24=\\d+", "24=100").replaceAll("(25|63.3|61)=\\d+", "18=5411");
        assertFalse(request(dialect, Wire.message(dialect, mti, plain)).isIncrement());
    }

    @Test
    void theMarkMeansNothingOfARefundOrOfNothing() {
        assertFalse(
                request("iso87-ascii", Wire.message("iso87-ascii", "0100", "25=91; 3=200000"))
                        .isIncrement());
        assertFalse(
                request("iso87-ascii", Wire.message("iso87-ascii", "0100", "25=91; 4=000000000000"))
                        .isIncrement());
        assertFalse(
                request("iso87-ascii", Wire.message("iso87-ascii", "0100", "25=91; 3=330000"))
                        .isIncrement());
    }

    @Test
    void aRejectedAnswerNamesItsMessage() {
        Message first = Wire.message("iso87-ascii", "0100", "");
        Message rejection = Wire.message("iso87-ascii", "0190", "39=91");
        AuthorizationRequest answered = request(first, ARRIVED);
        assertEquals(
                new ReadResult.Rejected(answered.key(), answered.card()),
                read("iso87-ascii", rejection, ARRIVED));
    }

    @Test
    void soDoesTheRejectedAnswerToAFinancialRequest() {
        AuthorizationRequest answered = request(Wire.message("iso87-ascii", "0200", ""), ARRIVED);
        assertEquals(
                new ReadResult.Rejected(answered.key(), answered.card()),
                read("iso87-ascii", Wire.message("iso87-ascii", "0290", "39=91"), ARRIVED));
    }

    @Test
    void aCutoverOf1993IsOfAnotherSender() {
        Message cutover = Wire.message("iso93-ascii", "1805", "2=; 3=; 4=; 24=821");
        AuthorizationRequest request = request("iso93-ascii", cutover);
        assertEquals(MessageKind.CUTOVER, request.kind());
        assertTrue(request.isRepeat());
    }

    @Test
    void aReversalOf1993NamesItsOriginalByDe11AndDe12() {
        Message message =
                Wire.message(
                        "iso93-ascii",
                        "1420",
                        "12=261121120100; 24=401; 30=000000001000000000000000; 4=000000000400;"
                                + " 56=110000000726112112000006123456");
        AuthorizationRequest request = request("iso93-ascii", message);
        assertEquals(MessageKind.REVERSAL_ADVICE, request.kind());
        assertEquals(OptionalLong.of(600), request.references().replacement());
        assertEquals(
                Optional.of(new OriginalMessage("1100", "000007", "261121120000", "123456", "")),
                request.references().original());
    }

    @ParameterizedTest
    @CsvSource({"4=000000000400, 30", "30=000000001000000000000000; 4=, 4"})
    void aPartialReversalOf1993SaysWhatItReverses(String sent, int missing) {
        Message message = Wire.message("iso93-ascii", "1420", "24=401; " + sent);
        assertEquals(
                new ReadResult.Unreadable(missing, "missing in a partial reversal"),
                read("iso93-ascii", message, ARRIVED));
    }

    @Test
    void mastercardNamesAMessageByWhatOnlyLaterOnesCarry() {
        Message first =
                Wire.message(
                        "mastercard-cis", "0100", "15=1121; 63=MCCABC123___; 42=MERCHANT0000001");
        assertEquals(
                new Names("", "MCCABC1231121", ""),
                request("mastercard-cis", first).references().names());
        Message reversal =
                Wire.message(
                        "mastercard-cis",
                        "0400",
                        "48.0=R; 48.63=MCCABC1231121__; 51=392;"
                                + " 95=000000000350000000000000000000000480000000");
        References references = request("mastercard-cis", reversal).references();
        assertEquals("MCCABC1231121", references.originalTraceId());
        assertEquals(OptionalLong.of(350), references.replacement());
        assertEquals(Optional.of(new SentAmount(480, 392)), references.replacementBilled());
    }

    @Test
    void anAmountOfTheReplacementInNoCurrencyIsNone() {
        Message reversal =
                Wire.message(
                        "mastercard-cis", "0400", "95=000000000350000000000000000000000480000000");
        assertEquals(
                Optional.empty(),
                request("mastercard-cis", reversal).references().replacementBilled());
    }

    @Test
    void visaNamesATransactionOnce() {
        Message message = Wire.message("visa-base1", "0100", "62.2=123456789012345");
        assertEquals(
                "123456789012345",
                request("visa-base1", message).references().networkTransactionId());
    }

    private static References named(Names names) {
        return new References(
                names,
                "",
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "",
                "",
                false,
                false);
    }

    private static AuthorizationRequest request(String dialect, Message message) {
        return assertInstanceOf(ReadResult.Readable.class, read(dialect, message, ARRIVED))
                .request();
    }

    @Test
    void absentPartsOfTheKeyAreEmpty() {
        Message message = Wire.message("iso87-binary", "0100", "32=; 37=; 41=; 42=");
        AuthorizationRequest request = request(message, ARRIVED);
        assertEquals(
                new MessageKey(
                        "simulated",
                        "10",
                        "",
                        "000007",
                        "1121030000",
                        "",
                        "",
                        LocalDate.of(2026, 11, 21)),
                request.key());
        assertEquals(Acceptor.UNKNOWN, request.acceptor());
    }

    @Test
    void theDayOfTheKeyIsThatOfDe7AcrossNewYear() {
        Message message = Wire.message("iso87-ascii", "0100", "7=1231235959");
        Instant newYear = Instant.parse("2027-01-01T00:00:02Z");
        assertEquals(LocalDate.of(2026, 12, 31), request(message, newYear).key().transmittedOn());
    }

    @Test
    void theCardIsTheSameHoweverItWasSent() {
        Message byNumber = Wire.message("iso87-ascii", "0100", "");
        Message byTrack =
                Wire.message("iso87-ascii", "0100", "2=; 35=9999000000000012=29121010000");
        assertEquals(request(byNumber, ARRIVED).card(), request(byTrack, ARRIVED).card());
    }

    @Test
    void theCardNumberInAFieldThatIsKeptIsMasked() {
        Message inReference = Wire.message("iso87-ascii", "0100", "62=REF 9999000000000012");
        assertEquals(
                "REF 999900******0012",
                request(inReference, ARRIVED).references().networkTransactionId());
        Message asMerchant =
                Wire.message("iso87-ascii", "0100", "2=378282246310005; 42=378282246310005");
        assertEquals("378282*****0005", request(asMerchant, ARRIVED).acceptor().merchant());
    }

    @Test
    void anotherCardsNumberInAFieldThatIsKeptIsMaskedHoweverItIsWritten() {
        assertEquals("REF 550000******0004", kept("REF 5500000000000004"));
        assertEquals("REF 5500 00** **** 0004", kept("REF 5500 0000 0000 0004"));
        assertEquals("REF 9999-00**-****-0012", kept("REF 9999-0000-0000-0012"));
        assertEquals("378282246310005", kept("378282246310005"), "as long as Visa's ids are");
    }

    private static String kept(String reference) {
        Message message = Wire.message("iso87-ascii", "0100", "62=" + reference);
        return request(message, ARRIVED).references().networkTransactionId();
    }

    @Test
    void nothingSensitiveGetsIntoTheRequestOrTheRefusal() {
        String sensitive =
                "14=2912; 35=9999000000000012=29121010000123; 45=B9999000000000012^TARO/T^2912;"
                        + " 52=0123456789ABCDEF; 53=1234567890123456";
        Message message = Wire.message("iso87-ascii", "0100", sensitive);
        String request = request(message, ARRIVED).toString();
        for (String secret :
                List.of("9999000000000012", "TARO", "29121010000123", "0123456789ABCDEF")) {
            assertFalse(request.contains(secret), secret);
        }
        Message bad = Wire.message("iso87-ascii", "0100", sensitive + "; 54=0040392D9999");
        assertFalse(read("iso87-ascii", bad, ARRIVED).toString().contains("9999"));
    }

    private static AuthorizationRequest request(Message message, Instant arrivedAt) {
        ReadResult result = read("iso87-ascii", message, arrivedAt);
        return assertInstanceOf(ReadResult.Readable.class, result).request();
    }

    private static ReadResult read(String dialect, Message message, Instant arrivedAt) {
        Dialect known = Dialect.builtIn(dialect).orElseThrow();
        Message told = known.edition().inTermsOf1987(message);
        return READER.read("simulated", known, told, arrivedAt);
    }

    private static String told(ReadResult result) {
        return switch (result) {
            case ReadResult.Unreadable(int field, String rule) -> {
                assertFalse(rule.isBlank());
                yield "bad " + field;
            }
            case ReadResult.Rejected _ -> "rejects an answer";
            case ReadResult.Readable(AuthorizationRequest request) -> told(request);
        };
    }

    /** Only what is not as in the plain purchase. */
    private static String told(AuthorizationRequest request) {
        StringJoiner told = new StringJoiner(" ");
        told.add(request.kind().name());
        if (request.isRepeat()) {
            told.add("repeat");
        }
        told.add(request.passesLuhn() ? "luhn" : "wrong-luhn");
        told(request.payment(), told);
        References references = request.references();
        references
                .original()
                .ifPresent(
                        o ->
                                told.add(
                                        "original="
                                                + String.join(
                                                        "/",
                                                        o.mti(),
                                                        o.stan(),
                                                        o.sentAt(),
                                                        o.acquirer(),
                                                        o.forwarder())));
        references.replacement().ifPresent(units -> told.add("replacement=" + units));
        add(told, "netid=", references.networkTransactionId());
        add(told, "de38=", references.approvalCode());
        add(told, "de39=", references.responseCode());
        return told.toString();
    }

    private static void told(Payment payment, StringJoiner told) {
        SentAmount amount = payment.amount();
        if (!amount.equals(new SentAmount(1000, 392)) && !amount.equals(SentAmount.NONE)) {
            told.add("amount=" + amount.minorUnits() + "/" + amount.currency());
        }
        payment.billing()
                .ifPresent(b -> told.add("billing=" + b.minorUnits() + "/" + b.currency()));
        if (payment.cashback() != 0) {
            told.add("cashback=" + payment.cashback());
        }
        if (payment.acceptsPartialApproval()) {
            told.add("partial");
        }
        payment.expiry().ifPresent(month -> told.add("expires=" + month));
    }

    private static void add(StringJoiner told, String name, String value) {
        if (!value.isEmpty()) {
            told.add(name + value);
        }
    }
}
