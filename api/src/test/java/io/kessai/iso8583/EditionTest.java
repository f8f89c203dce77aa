package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages of 1993 become those that the rules speak of, and how answers go back. */
class EditionTest {

    @Test
    void messagesOf1987AreWhatTheyAre() {
        Message message = Message.builder("0100").text(18, "5411").build();
        assertSame(message, Edition.ISO_1987.inTermsOf1987(message));
        assertSame(message, Edition.ISO_1987.written(message));
        assertSame(message, Edition.ISO_1987.answer(message, message));
    }

    @ParameterizedTest
    @CsvSource({
        "1100, 0100",
        "1101, 0101",
        "1120, 0120",
        "1420, 0420",
        "1804, 0804",
        "1814, 0814",
        // What a link of 1993 does not serve must not look like what it does.
        "0100, 1100",
        "2100, 2100"
    })
    void theTypeOfTheOtherEditionIsTaken(String received, String told) {
        Message message = Message.builder(received).text(11, "000001").build();
        Message inTerms = Edition.ISO_1993.inTermsOf1987(message);
        assertEquals(told, inTerms.mti().toString());
        assertEquals(received, Edition.ISO_1993.written(inTerms).mti().toString());
    }

    @Test
    void theBusinessOfTheAcceptorIsDe26() {
        Message received = Message.builder("1100").text(18, "0001").text(26, "5411").build();
        assertEquals(Optional.of("5411"), Edition.ISO_1993.inTermsOf1987(received).text(18));
        Message none = Message.builder("1100").text(18, "0001").build();
        assertFalse(Edition.ISO_1993.inTermsOf1987(none).has(18));
    }

    @ParameterizedTest
    @CsvSource({"801, 001", "802, 002", "811, 101", "821, 201", "831, 301"})
    void theFunctionOfNetworkManagementIsDe24(String code, String function) {
        Message received = Message.builder("1804").text(24, code).build();
        assertEquals(Optional.of(function), Edition.ISO_1993.inTermsOf1987(received).text(70));
        Message own = Message.builder("0804").text(70, function).build();
        assertEquals(Optional.of(code), Edition.ISO_1993.written(own).text(24));
        assertFalse(Edition.ISO_1993.written(own).has(70));
    }

    @Test
    void aFunctionCodeOfAPaymentIsNotOneOfNetworkManagement() {
        Message received = Message.builder("1100").text(24, "801").build();
        assertFalse(Edition.ISO_1993.inTermsOf1987(received).has(70));
    }

    @Test
    void weBeginNetworkManagementAsOther() {
        Message own = Message.builder("0800").text(70, "301").build();
        assertEquals("1804", Edition.ISO_1993.written(own).mti().toString());
        Message answer = Message.builder("0810").text(39, "00").build();
        assertEquals("1810", Edition.ISO_1993.answer(answer, own).mti().toString());
    }

    @Test
    void aFunctionWithoutACodeIsTheCallersBug() {
        Message own = Message.builder("0804").text(70, "999").build();
        assertThrows(IllegalArgumentException.class, () -> Edition.ISO_1993.written(own));
    }

    @ParameterizedTest
    @CsvSource({
        "0110, 000",
        "0130, 000",
        "0210, 000",
        "0312, 300",
        "0410, 400",
        "0430, 400",
        "0630, 600",
        "0810, 800"
    })
    void acceptanceIsToldByTheClass(String mti, String action) {
        Message answer = Message.builder(mti).text(39, "00").build();
        Message written = Edition.ISO_1993.written(answer);
        assertEquals(Optional.of(action), written.text(39));
        assertEquals(Optional.of("00"), Edition.ISO_1993.inTermsOf1987(written).text(39));
    }

    @ParameterizedTest
    @CsvSource({
        "05, 100, 05",
        "08, 001, 08",
        "10, 002, 10",
        "11, 003, 11",
        "12, 902, 12",
        "13, 110, 13",
        "14, 111, 14",
        "25, 914, 25",
        "30, 904, 30",
        "41, 208, 41",
        "43, 209, 43",
        "51, 116, 51",
        "54, 101, 54",
        "55, 117, 55",
        "57, 119, 57",
        "58, 120, 58",
        "61, 121, 61",
        "62, 104, 62",
        "65, 123, 65",
        "75, 106, 75",
        "78, 125, 78",
        "82, 122, 82",
        "91, 907, 91",
        "94, 913, 94",
        "96, 909, 96",
        // 1993 says less: verified is approved, and a purchase without its cash is one in part.
        "85, 000, 00",
        "87, 002, 10",
        "N7, 122, 82",
        "99, 100, 05"
    })
    void aDeclineIsAnActionCode(String code, String action, String readAs) {
        Message answer = Message.builder("0110").text(39, code).build();
        Message written = Edition.ISO_1993.written(answer);
        assertEquals(Optional.of(action), written.text(39));
        assertEquals(Optional.of(readAs), Edition.ISO_1993.inTermsOf1987(written).text(39));
    }

    @ParameterizedTest
    @CsvSource({"005, 00", "099, 00", "100, 05", "199, 05", "299, 05", "900, 00", "999, 05"})
    void anActionCodeWithoutAPairIsTheNearest(String action, String readAs) {
        Message advice = Message.builder("1120").text(39, action).build();
        assertEquals(Optional.of(readAs), Edition.ISO_1993.inTermsOf1987(advice).text(39));
    }

    @Test
    void anAnswerGivesBackWhatOnly1993Has() {
        Message received =
                Message.builder("1420")
                        .text(24, "401")
                        .text(26, "5411")
                        .text(30, "000000001000000000000000")
                        .text(56, "1100000001261121120000")
                        .build();
        Message request = Edition.ISO_1993.inTermsOf1987(received);
        Message answer =
                Message.builder(request.mti().response()).text(18, "5411").text(39, "00").build();
        Message written = Edition.ISO_1993.answer(answer, request);
        assertEquals("1430", written.mti().toString());
        assertEquals(Optional.of("400"), written.text(39));
        assertEquals(Optional.of("401"), written.text(24));
        assertEquals(Optional.of("5411"), written.text(26));
        assertEquals(Optional.of("000000001000000000000000"), written.text(30));
        assertEquals(Optional.of("1100000001261121120000"), written.text(56));
        assertFalse(written.has(18));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void theDialectsOf1993SayTheirEdition(String name) {
        assertEquals(Edition.ISO_1993, Dialect.builtIn(name).orElseThrow().edition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary", "visa-base1", "mastercard-cis"})
    void theOthersAreOf1987(String name) {
        assertEquals(Edition.ISO_1987, Dialect.builtIn(name).orElseThrow().edition());
    }

    @Test
    void whatCouldBeReadOfAMalformedMessageIsInTheSameTerms() {
        Message readable = Message.builder("1100").text(11, "000001").build();
        Decoded malformed = new Malformed("4", 4, 30, "not-numeric", Optional.of(readable));
        Malformed told = (Malformed) Edition.ISO_1993.inTermsOf1987(malformed);
        assertEquals("0100", told.readable().orElseThrow().mti().toString());
        assertEquals(30, told.byteOffset());
    }
}
