package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What single elements mean. */
class ElementValuesTest {

    static Stream<Arguments> acceptors() {
        return Stream.of(
                Arguments.of(
                        "SHOP\\1 HIGH ST\\LONDON\\SW1A 1AA     GBR",
                        new CardAcceptor("SHOP", "1 HIGH ST", "LONDON", "SW1A 1AA", "", "GBR")),
                Arguments.of(
                        "SHOP/1 HIGH ST/AUSTIN/73301     TX USA",
                        new CardAcceptor("SHOP", "1 HIGH ST", "AUSTIN", "73301", "TX", "USA")),
                Arguments.of("SHOP\\\\\\", new CardAcceptor("SHOP", "", "", "", "", "")),
                Arguments.of(
                        "SHOP ON A HILL               FRA",
                        new CardAcceptor("SHOP ON A HILL", "", "", "", "", "FRA")),
                Arguments.of("SHOP", new CardAcceptor("SHOP", "", "", "", "", "")));
    }

    @ParameterizedTest
    @MethodSource("acceptors")
    void anAcceptorIsReadInEveryForm(String text, CardAcceptor expected) {
        assertEquals(expected, CardAcceptor.parse(text));
    }

    @Test
    void aTraceIdOfBlanksOrZerosIsNoKey() {
        assertEquals(
                Optional.of(new TraceId("MCC", "123456", "0630")), TraceId.parse("1MCC1234560630"));
        assertEquals(Optional.empty(), TraceId.parse("1         0630  "));
        assertEquals(Optional.empty(), TraceId.parse("10000000000630  "));
        assertEquals(Optional.empty(), TraceId.parse("1MCC123456"));
    }

    @ParameterizedTest
    @CsvSource({"61000000, 1.000000", "78642000, 0.8642000", "01234567, 1234567", "90000001, 1E-9"})
    void aRateHasItsDecimalsFirst(String digits, BigDecimal value) {
        ConversionRate rate = ConversionRate.parse(digits);
        assertEquals(0, value.compareTo(rate.value()));
        assertEquals(digits, rate.digits());
    }

    @ParameterizedTest
    @CsvSource({
        "0012606300000000123400001, true",
        "0012602300000000123400001, false",
        "001260630000000012340001, false",
        "001260630000000012340000A, false"
    })
    void aFileIdIsTwentyFiveDigitsWithADate(String text, boolean isId) {
        assertEquals(
                isId, IpmFileId.parse(text).map(IpmFileId::toString).equals(Optional.of(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "1240, 200, FIRST_PRESENTMENT, true",
        "1240, 205, SECOND_PRESENTMENT, true",
        "1240, 282, SECOND_PRESENTMENT, true",
        "1240, 999, UNKNOWN, false",
        "1442, 450, CHARGEBACK, true",
        "1644, 697, FILE_HEADER, false",
        "1644, 695, FILE_TRAILER, false",
        "1644, 685, FINANCIAL_POSITION, false",
        "1644, 688, SETTLEMENT_POSITION, false",
        "1644, 691, MESSAGE_EXCEPTION, false",
        "1644, 699, FILE_REJECT, false",
        "1644, 696, ADDENDUM, false",
        "1644, 693, ADMINISTRATIVE, false",
        "1740, 700, FEE_COLLECTION, true",
        "1740, 790, FUNDS_TRANSFER, true",
        "1740, 123, UNKNOWN, false",
        "1100, 100, UNKNOWN, false"
    })
    void typeAndFunctionSayWhatAMessageIs(
            int type, int function, MessageKind kind, boolean isFinancial) {
        assertEquals(kind, MessageKind.of(type, function));
        assertEquals(isFinancial, kind.isFinancial());
    }

    @Test
    void aDateThatIsNoneIsEmpty() {
        assertEquals(Optional.empty(), read(Samples.presentment().set(12, "260231213456")));
    }

    @Test
    void cardNumberAndChipDataAreNoPlainText() {
        IpmMessage message = message(Samples.presentment());
        assertThrows(IllegalArgumentException.class, () -> message.text(2));
        assertThrows(IllegalArgumentException.class, () -> message.text(55));
        assertEquals(Optional.empty(), message.text(128));
        assertEquals(Optional.empty(), message.text(0));
    }

    private static Optional<?> read(IpmDraft draft) {
        return message(draft).localTime();
    }

    private static IpmMessage message(IpmDraft draft) {
        byte[] file = Samples.file(Samples.PLAIN, List.of(draft));
        return assertInstanceOf(IpmMessage.class, Samples.records(Samples.reader(file)).get(1));
    }
}
