package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Visa's header of 22 bytes: taken off, and put before the answer with its stations swapped. */
class VisaHeaderTest {
    private static final FrameFormat FORMAT = FrameFormat.parse("2-byte,visa").orElseThrow();

    // 16 = 22 bytes, flag 01, format 02, 0018 = 22 + 2, destination 123456, source 654321, flags
    private static final String RECEIVED =
            "16 01 02 0018 123456 654321 01 8000 400000 07 000000 05";

    @Test
    void isTakenOffTheMessage() {
        Framed.Frame frame = frame("0018" + RECEIVED + "ABCD");
        assertEquals(hex(RECEIVED), frame.header());
        assertEquals(hex("ABCD"), Bytes.of(frame.payload()));
    }

    @Test
    void comesBackSwappedWithTheLengthOfTheAnswer() {
        byte[] answer = FORMAT.encode(new byte[] {1, 2, 3}, Optional.of(hex(RECEIVED)));
        String swapped = "16 01 02 0019 654321 123456 00 0000 000000 00 000000 00";
        assertEquals(hex("0019" + swapped + "010203"), Bytes.of(answer));
    }

    @Test
    void namesNobodyBeforeOurOwnMessages() {
        byte[] ours = FORMAT.encode(new byte[] {7}, Optional.empty());
        assertEquals(
                hex("0017 16 01 02 0017 000000 000000 00 0000 000000 00 000000 00 07"),
                Bytes.of(ours));
    }

    @Test
    void whatDoesNotBeginSoIsAMessageOfItsOwn() {
        Framed.Frame rejected = frame("001A 1A" + "00".repeat(25));
        assertEquals(Bytes.EMPTY, rejected.header());
        assertEquals(26, rejected.payload().length);
        Framed.Frame brief = frame("0002 1601");
        assertEquals(Bytes.EMPTY, brief.header());
        assertArrayEquals(hex("1601").toArray(), brief.payload());
        byte[] answer = FORMAT.encode(new byte[] {7}, Optional.of(brief.header()));
        assertEquals(Bytes.of(FORMAT.encode(new byte[] {7}, Optional.empty())), Bytes.of(answer));
    }

    @Test
    void aHeaderOfAnotherLengthIsOurBug() {
        assertThrows(
                IllegalArgumentException.class,
                () -> FORMAT.encode(new byte[] {7}, Optional.of(hex("6000010002"))));
    }

    @Test
    void isCalledVisaInConfiguration() {
        assertEquals("2-byte,visa", FORMAT.toString());
    }

    private static Framed.Frame frame(String stream) {
        FrameReader reader = new FrameReader(FORMAT);
        reader.feed(hex(stream).toArray());
        return assertInstanceOf(Framed.Frame.class, reader.next().orElseThrow());
    }

    private static Bytes hex(String spaced) {
        return Bytes.ofHex(spaced.replace(" ", ""));
    }
}
