package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.PanAccess;
import io.kessai.iso8583.GoldenMessages.Golden;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message kind in every dialect, byte by byte. Read the golden files beside it first. */
class GoldenMessagesTest {
    private static final Set<String> KINDS =
            Set.of(
                    "0100", "0101", "0110", "0120", "0130", "0400", "0410", "0420", "0430", "0800",
                    "0810");
    private static final Set<String> KINDS_1993 =
            Set.of(
                    "1100", "1101", "1110", "1120", "1130", "1400", "1410", "1420", "1430", "1644",
                    "1804", "1814");

    static Stream<Arguments> goldens() {
        return Dialect.builtInNames().stream()
                .flatMap(
                        name ->
                                GoldenMessages.of(name).stream()
                                        .map(golden -> Arguments.of(name, golden)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goldens")
    void isDecodedAndDescribed(String dialect, Golden golden) {
        MessageCodec codec = codec(dialect);
        assertEquals(golden.described(), codec.describe(decode(codec, golden)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goldens")
    void isEncodedToTheSameBytes(String dialect, Golden golden) {
        MessageCodec codec = codec(dialect);
        Message copy = decode(codec, golden).toBuilder().build();
        assertEquals(golden.payload().toHex(), Bytes.of(codec.encode(copy)).toHex());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goldens")
    void givesTheCardNumberOnlyToWhoAsksForIt(String dialect, Golden golden) {
        Message message = decode(codec(dialect), golden);
        String card = message.pan().map(pan -> pan.reveal(PanAccess.get())).orElse("none");
        assertEquals(golden.card(), card);
        assertFalse(codec(dialect).describe(message).contains(golden.card()));
        assertFalse(message.toString().contains(golden.card()));
    }

    @Test
    void everyKindIsThereInEveryDialect() {
        for (String dialect : Dialect.builtInNames()) {
            List<Golden> goldens = GoldenMessages.of(dialect);
            Set<String> kinds = new TreeSet<>();
            goldens.forEach(golden -> kinds.add(golden.name().substring(0, 4)));
            Set<String> expected = dialect.startsWith("iso93") ? KINDS_1993 : KINDS;
            assertEquals(new TreeSet<>(expected), kinds, dialect);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87", "iso93"})
    void bothDialectsOfAnEditionCarryTheSameMessages(String edition) {
        List<Golden> ascii = GoldenMessages.of(edition + "-ascii");
        List<Golden> binary = GoldenMessages.of(edition + "-binary");
        for (int i = 0; i < ascii.size(); i++) {
            assertEquals(
                    decode(codec(edition + "-ascii"), ascii.get(i)),
                    decode(codec(edition + "-binary"), binary.get(i)),
                    ascii.get(i).name());
        }
        assertTrue(ascii.size() >= KINDS.size());
    }

    static MessageCodec codec(String dialect) {
        return new MessageCodec(Dialect.builtIn(dialect).orElseThrow());
    }

    static Message decode(MessageCodec codec, Golden golden) {
        return switch (codec.decode(golden.payload().toArray())) {
            case Decoded.Ok(Message message) -> message;
            case Malformed fault -> throw new AssertionError(codec.describe(fault));
        };
    }
}
