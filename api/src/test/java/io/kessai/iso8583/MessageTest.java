package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and their types, free of any dialect. */
class MessageTest {

    @ParameterizedTest
    @CsvSource({
        // type, repeat, class digits, answer
        "0100, false, 10, 0110",
        "0101, true,  10, 0110",
        "0102, false, 10, 0112",
        "0103, true,  10, 0112",
        "0120, false, 12, 0130",
        "0121, true,  12, 0130",
        "0401, true,  40, 0410",
        "0420, false, 42, 0430",
        "0620, false, 62, 0630",
        "0800, false, 80, 0810",
        "1100, false, 10, 1110",
        "0160, false, 16, 0170",
    })
    void aTypeIsAnswered(String digits, boolean repeat, String classDigits, String answer) {
        Mti mti = Mti.of(digits);
        assertEquals(repeat, mti.isRepeat());
        assertEquals(classDigits, mti.classDigits());
        assertTrue(mti.expectsResponse());
        assertEquals(answer, mti.response().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0110", "0130", "0140", "0150", "0170", "0180", "0190"})
    void aTypeIsNeverAnswered(String digits) {
        assertFalse(Mti.of(digits).expectsResponse());
        assertThrows(IllegalStateException.class, () -> Mti.of(digits).response());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "010", "01000", "01A0", "-100"})
    void anythingButFourDigitsIsNoType(String digits) {
        assertThrows(IllegalArgumentException.class, () -> Mti.of(digits));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 35, 36, 45, 52})
    void aSecretFieldIsNeverText(int number) {
        Message without = Message.builder("0100").build();
        assertThrows(IllegalArgumentException.class, () -> without.text(number));
        assertThrows(IllegalArgumentException.class, () -> without.binary(number));
        assertThrows(
                IllegalArgumentException.class, () -> Message.builder("0100").text(number, "1"));
        assertEquals(Optional.empty(), without.secret(number));
        Message with = Message.builder("0100").secret(number, "9999000000000012").build();
        assertThrows(IllegalArgumentException.class, () -> with.text(number));
        assertEquals(Optional.of(Secret.of("9999000000000012")), with.secret(number));
        assertEquals("0100 [" + number + "]", with.toString());
    }

    @Test
    void aFieldIsReadAsWhatItIs() {
        Message message =
                Message.builder("0100").text(11, "000123").binary(64, Bytes.ofHex("AB")).build();
        assertEquals(Optional.of("000123"), message.text(11));
        assertEquals(Optional.of(Bytes.ofHex("AB")), message.binary(64));
        assertThrows(IllegalArgumentException.class, () -> message.binary(11));
        assertThrows(IllegalArgumentException.class, () -> message.secret(11));
        assertEquals(Optional.empty(), message.text(12));
        assertEquals(List.of(11, 64), message.fields().boxed().toList());
        assertFalse(message.has(128));
        assertFalse(message.has(129));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 129})
    void thereAreFieldsFrom2To128(int number) {
        Message.Builder builder = Message.builder("0100");
        assertThrows(IllegalArgumentException.class, () -> builder.secret(number, ""));
        assertThrows(IllegalArgumentException.class, () -> builder.remove(number));
    }

    @Test
    void aBuiltMessageDoesNotChange() {
        Message.Builder builder = Message.builder("0100").text(11, "000123");
        Message first = builder.build();
        Message second = builder.text(11, "000124").remove(12).build();
        assertEquals(Optional.of("000123"), first.text(11));
        assertNotEquals(first, second);
        assertEquals(first, second.toBuilder().text(11, "000123").build());
        assertEquals(Message.builder("0100").build(), first.toBuilder().remove(11).build());
    }

    @Test
    void anAnswerEchoesWhatWasSentAndNothingElse() {
        Message request =
                Message.builder("0100").secret(2, "9999000000000012").text(11, "000123").build();
        Message answer = Message.builder(request.mti().response()).echo(request, 2, 7, 11).build();
        assertEquals("0110 [2, 11]", answer.toString());
        assertEquals(request.secret(2), answer.secret(2));
    }

    @ParameterizedTest
    @CsvSource({
        // DE2,             DE35,                      DE45,                        card number
        "9999000000000012, -,                         -,                           999900******0012",
        "-,                9999000000000012=29122011, -,                           999900******0012",
        "-,                9999000000000012D29122011, -,                           999900******0012",
        "-,                -,                         B9999000000000012^A/B^29122, 999900******0012",
        "9999000000000012, 9999000000000012=29122011, B9999000000000012^A/B^29122, 999900******0012",
        "9999000000000012, 4111111111111111=29122011, -,                           none",
        "9999000000000012, -,                         B4111111111111111^A/B^29122, none",
        "-,                -,                         -,                           none",
        "99990000,         -,                         -,                           none",
        "-,                =29122011,                 -,                           none",
        "-,                -,                         ^^,                          none",
        "-,                -,                         B,                           none",
    })
    void theCardNumberIsToldOnceOrTheSameTwice(
            String pan, String track2, String track1, String expected) {
        Message.Builder builder = Message.builder("0100");
        if (!pan.equals("-")) {
            builder.secret(2, pan);
        }
        if (!track2.equals("-")) {
            builder.secret(35, track2);
        }
        if (!track1.equals("-")) {
            builder.secret(45, track1);
        }
        assertEquals(expected, builder.build().pan().map(Pan::toString).orElse("none"));
    }
}
