package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as they are written; what cannot be read is in {@code malformed.table}. */
class FramesTest {
    private static final List<String> LENGTHS =
            List.of("2-byte", "ascii4", "binary4", "bcd2", "2-byte+00");

    static Stream<String> words() {
        return LENGTHS.stream()
                .flatMap(
                        word ->
                                Stream.of("", ",inclusive", ",tpdu", ",inclusive,tpdu", ",visa")
                                        .map(suffix -> word + suffix));
    }

    @ParameterizedTest
    @CsvSource({
        "2-byte,           0003616263",
        "ascii4,           30303033616263",
        "binary4,          00000003616263",
        "bcd2,             0003616263",
        "2-byte+00,        00030000616263",
        "'2-byte,inclusive',    0005616263",
        "'ascii4,inclusive',    30303037616263",
        "'binary4,inclusive',   00000007616263",
        "'bcd2,inclusive',      0005616263",
        "'2-byte+00,inclusive', 00070000616263",
        "'2-byte,tpdu',         00086000000000616263",
        "'2-byte,inclusive,tpdu', 000A6000000000616263",
    })
    void threeBytesAreFramedAs(String word, String hex) {
        byte[] frame = format(word).encode(new byte[] {'a', 'b', 'c'}, Optional.empty());
        assertEquals(hex, Bytes.of(frame).toHex());
    }

    @Test
    void theAnswerCarriesTheTpduWithItsAddressesSwapped() {
        FrameFormat format = format("2-byte,tpdu");
        FrameReader reader = new FrameReader(format);
        reader.feed(Bytes.ofHex("0006600001FFFE7A").toArray());
        Framed.Frame frame = assertInstanceOf(Framed.Frame.class, reader.next().orElseThrow());
        assertEquals(Bytes.ofHex("600001FFFE"), frame.header());
        byte[] answer = format.encode(new byte[] {'y'}, Optional.of(frame.header()));
        assertEquals("000660FFFE000179", Bytes.of(answer).toHex());
    }

    @Test
    void aPollIsToldWithItsOwnBytes() {
        FrameReader reader = new FrameReader(format("ascii4"));
        reader.feed(ByteBuffer.wrap(Bytes.ofHex("30303030").toArray()));
        assertEquals(Optional.of(new Framed.Poll(Bytes.ofHex("30303030"))), reader.next());
        assertEquals(Optional.empty(), reader.next());
    }

    @Test
    void whatIsUnreadableStaysSo() {
        FrameReader reader = new FrameReader(format("ascii4"));
        reader.feed(new byte[] {'x', 'x', 'x', 'x'});
        Optional<Framed> fault = Optional.of(new Framed.Unreadable("length-not-numeric"));
        assertEquals(fault, reader.next());
        reader.feed(Bytes.ofHex("3030303161").toArray());
        assertEquals(fault, reader.next());
        assertEquals(0, reader.pendingBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3-byte", "2-byte,", "2-byte,mpdu", "tpdu", "ascii4 inclusive"})
    void anUnknownWordIsNoFormat(String word) {
        assertEquals(Optional.empty(), FrameFormat.parse(word));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyFormatIsWrittenAsItIsRead(String word) {
        assertEquals(word, format(word).toString());
        assertEquals(FrameFormat.MAX_BYTES_DEFAULT, format(word).maxBytes());
    }

    @Test
    void aPayloadOverTheLimitIsTheCallersBug() {
        FrameFormat format = format("2-byte").withMaxBytes(10);
        assertEquals(12, format.encode(new byte[10], Optional.empty()).length);
        assertThrows(
                IllegalArgumentException.class,
                () -> format.encode(new byte[11], Optional.empty()));
        FrameFormat narrow = format("bcd2").withMaxBytes(20_000);
        assertThrows(
                IllegalArgumentException.class,
                () -> narrow.encode(new byte[10_000], Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> format.withMaxBytes(0));
    }

    @Property(tries = 300)
    void framesComeBackInOrderHoweverTheyAreSplit(
            @ForAll @IntRange(max = 24) int word,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 1500) Integer> lengths,
            @ForAll Random random) {
        FrameFormat format = format(words().toList().get(word));
        List<Bytes> sent = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int length : lengths) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            sent.add(Bytes.of(payload));
            stream.writeBytes(format.encode(payload, Optional.empty()));
        }
        assertEquals(sent, received(format, stream.toByteArray(), random));
    }

    private static List<Bytes> received(FrameFormat format, byte[] stream, Random random) {
        FrameReader reader = new FrameReader(format);
        List<Bytes> found = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int count = Math.min(1 + random.nextInt(2000), stream.length - at);
            reader.feed(stream, at, count);
            at += count;
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                Framed.Frame frame = assertInstanceOf(Framed.Frame.class, next.get());
                assertEquals(headerBytes(format), frame.header().length());
                found.add(Bytes.of(frame.payload()));
            }
        }
        assertEquals(0, reader.pendingBytes());
        assertTrue(reader.next().isEmpty());
        return found;
    }

    @Test
    void aPayloadBelongsToItsTaker() {
        FrameReader reader = new FrameReader(format("2-byte"));
        reader.feed(Bytes.ofHex("000161000162").toArray());
        Framed.Frame first = assertInstanceOf(Framed.Frame.class, reader.next().orElseThrow());
        first.payload()[0] = 'z';
        Framed.Frame second = assertInstanceOf(Framed.Frame.class, reader.next().orElseThrow());
        assertArrayEquals(new byte[] {'b'}, second.payload());
    }

    private static FrameFormat format(String word) {
        return FrameFormat.parse(word).orElseThrow();
    }

    private static int headerBytes(FrameFormat format) {
        return switch (format.header()) {
            case NONE -> 0;
            case TPDU -> 5;
            case VISA -> 22;
        };
    }
}
