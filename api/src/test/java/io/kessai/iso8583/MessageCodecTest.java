package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the codec refuses to write, how it masks, and the facts of the generic dialects. */
class MessageCodecTest {
    private static final List<MessageCodec> CODECS =
            List.of(
                    new MessageCodec(Dialect.iso87Ascii()),
                    new MessageCodec(Dialect.iso87Binary()));
    private static final DialectFacts FACTS = Dialect.iso87Ascii().facts();

    @ParameterizedTest(name = "field {0} = {1}")
    @CsvSource({
        "3,  00000,         'field 3 (processing code): has length 5 where the table says 6'",
        "3,  0000000,       'field 3 (processing code): has length 7 where the table says 6'",
        "3,  00000A,        'field 3 (processing code): not-numeric'",
        "38, A1-2C3,        'field 38 (authorization identification response): not-alphanumeric'",
        "41, TERM,          'field 41 (card acceptor terminal identification): has length 4 where the table says 8'",
        "32, 123456789012,  'field 32 (acquiring institution identification code): has length 12 where the table says 11'",
        "28, E00000001,     'field 28 (amount, transaction fee): sign-not-c-or-d'",
        "28, C0000001,      'field 28 (amount, transaction fee): has length 7 where the table says 8'",
        "44, 日本,           'field 44 (additional response data): not-printable'",
        "64, 0000000000000000, 'field 64 (message authentication code): needs bytes'",
        "34, 12,            'field 34 (primary account number, extended): needs a secret'",
    })
    void aValueThatDoesNotFitIsOurBug(int number, String text, String complaint) {
        Message message = Message.builder("0100").text(number, text).build();
        for (MessageCodec codec : CODECS) {
            var thrown = assertThrows(IllegalArgumentException.class, () -> codec.encode(message));
            assertEquals(complaint, thrown.getMessage());
        }
    }

    @Test
    void aSecretThatDoesNotFitIsNotShown() {
        Message pan = Message.builder("0100").secret(2, "9999000000000012X").build();
        Message pin = Message.builder("0100").secret(52, "0123456789ABCDEG").build();
        Message shortPin = Message.builder("0100").secret(52, "0123456789ABCD").build();
        for (MessageCodec codec : CODECS) {
            for (Message message : List.of(pan, pin, shortPin)) {
                var thrown =
                        assertThrows(IllegalArgumentException.class, () -> codec.encode(message));
                assertFalse(("" + thrown.getMessage()).contains("9999"));
                assertFalse(("" + thrown.getMessage()).contains("0123"));
            }
        }
    }

    @Test
    void aFieldOutsideTheDialectIsNotWritten() {
        Message chip = Message.builder("0100").binary(55, Bytes.ofHex("9A0326")).build();
        Message typed = Message.builder("0100").binary(11, Bytes.ofHex("000123")).build();
        Message amount = Message.builder("0400").text(95, "5X".repeat(21)).build();
        for (MessageCodec codec : CODECS) {
            assertThrows(IllegalArgumentException.class, () -> codec.encode(chip));
            assertThrows(IllegalArgumentException.class, () -> codec.encode(typed));
            assertThrows(IllegalArgumentException.class, () -> codec.encode(amount));
        }
    }

    @Test
    void aFaultIsDescribedInOneLineAboveWhatWasRead() {
        byte[] payload =
                "010042200000000000001699990000000000120630123456000XYZ"
                        .getBytes(StandardCharsets.US_ASCII);
        MessageCodec codec = CODECS.getFirst();
        Malformed fault = (Malformed) codec.decode(payload);
        assertEquals(
                """
                malformed at 11 (systems trace audit number), byte 51: not-numeric
                0100
                  2 primary account number: 999900******0012
                  7 transmission date and time: 0630123456
                """,
                codec.describe(fault));
    }

    @ParameterizedTest
    @CsvSource({
        // DE43 or another free text,         shown
        "'CARD 9999000000000012 OK',          'CARD 999900******0012 OK'",
        "'CARD 9999000000000013 OK',          'CARD 9999000000000013 OK'",
        "'0009999000000000012000000000',      hidden",
        "'0000000000000000',                  '0000000000000000'",
    })
    void aCardNumberInAFreeTextIsMasked(String text, String shown) {
        Message message = Message.builder("0100").text(60, text).build();
        String described = CODECS.getFirst().describe(message);
        if (shown.equals("hidden")) {
            assertFalse(described.contains("9999000000000012"), described);
        } else {
            assertTrue(described.endsWith(": " + shown + "\n"), described);
        }
    }

    @Test
    void aFaultHidesCardNumbersThatSlippedIntoNumbers() {
        String slipped = "00" + "9999000000000012" + "0".repeat(24);
        Message message = Message.builder("0400").text(90, slipped).build();
        for (MessageCodec codec : CODECS) {
            byte[] sound = codec.encode(message);
            byte[] trailed = Arrays.copyOf(sound, sound.length + 1);
            String described = codec.describe((Malformed) codec.decode(trailed));
            assertFalse(described.contains("9999000000000012"), described);
        }
    }

    @Test
    void theTerminalTakesLessWherePosition10OfField60Is1() {
        assertTrue(FACTS.partialApprovalAccepted(with(60, "0000000001")));
        assertTrue(FACTS.partialApprovalAccepted(with(60, "00000000010")));
        assertFalse(FACTS.partialApprovalAccepted(with(60, "0000000000")));
        assertFalse(FACTS.partialApprovalAccepted(with(60, "1")));
        assertFalse(FACTS.partialApprovalAccepted(Message.builder("0100").build()));
    }

    @Test
    void anIncrementHasCondition91() {
        assertTrue(FACTS.isIncrement(with(25, "91")));
        assertFalse(FACTS.isIncrement(with(25, "00")));
        assertFalse(FACTS.isIncrement(Message.builder("0100").build()));
    }

    @Test
    void whatRemainsAfterAReversalStandsInField95() {
        assertEquals(
                Optional.of(1234L),
                FACTS.replacementAmount(with(95, "000000001234" + "9".repeat(30))));
        assertEquals(Optional.of(0L), FACTS.replacementAmount(with(95, "0".repeat(42))));
        assertEquals(Optional.empty(), FACTS.replacementAmount(Message.builder("0400").build()));
    }

    @Test
    void theNetworkNamesTheTransactionInField62() {
        assertEquals(Optional.of("AB12"), FACTS.networkTransactionId(with(62, " AB12  ")));
        assertEquals(Optional.empty(), FACTS.networkTransactionId(with(62, "   ")));
        assertEquals(Optional.empty(), FACTS.networkTransactionId(with(62, "000000")));
    }

    @Test
    void theOriginalIsNamedInField90() {
        OriginalReference reference =
                FACTS.originalReference(with(90, "010000012306301234560000001234500000000000"))
                        .orElseThrow();
        assertEquals(Optional.of(Mti.of("0100")), reference.mti());
        assertEquals(Optional.of("000123"), reference.stan());
        assertEquals(Optional.of("0630123456"), reference.transmission());
        assertEquals(Optional.of("00000012345"), reference.acquirer());
        assertEquals(Optional.empty(), reference.forwarder());
        assertEquals(Optional.empty(), FACTS.originalReference(with(90, "0".repeat(42))));
    }

    private static Message with(int number, String text) {
        return Message.builder("0100").text(number, text).build();
    }
}
