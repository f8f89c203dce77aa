package io.kessai.authorization.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.MessageKey;
import io.kessai.domain.Pan;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request is made of, and which field is named when it cannot be: {@code reader.table}. */
class MessageReaderTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-21T03:00:01Z");
    private static final PanVault VAULT =
            new PanVault(VaultKeys.parse("00".repeat(32), "1=" + "11".repeat(32), 1));
    private static final MessageReader READER = new MessageReader(VAULT);

    static Stream<Arguments> readings() {
        List<Row> rows = Table.of(MessageReaderTest.class, "reader.table");
        return Dialect.builtInNames().stream()
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
        return READER.read("simulated", Dialect.builtIn(dialect).orElseThrow(), message, arrivedAt);
    }

    private static String told(ReadResult result) {
        return switch (result) {
            case ReadResult.Unreadable(int field, String rule) -> {
                assertFalse(rule.isBlank());
                yield "bad " + field;
            }
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
                                                        o.transmission(),
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
