package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.AlphaParseInfo;
import com.solab.iso8583.parse.FieldParseInfo;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import io.kessai.iso8583.FieldDefinition.Encoding;
import io.kessai.iso8583.GoldenMessages.Golden;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * j8583, written by others, reads what we write and writes what we read.
 *
 * <p>Its types are chosen field by field from our table. It has no amount with a sign in BCD: that
 * one is checked as bytes. Nor has it bytes of variable length in ASCII messages: 1644 is left out.
 */
class J8583CrossCheckTest {

    static Stream<Arguments> goldens() {
        return GoldenMessagesTest.goldens()
                .filter(golden -> golden.get()[0].toString().startsWith("iso"))
                .filter(golden -> !((Golden) golden.get()[1]).name().startsWith("1644"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goldens")
    void writesTheSameBytes(String dialect, Golden golden) {
        boolean binary = dialect.endsWith("-binary");
        Dialect table = Dialect.builtIn(dialect).orElseThrow();
        Message message = GoldenMessagesTest.decode(new MessageCodec(table), golden);
        IsoMessage theirs = factory(binary).newMessage(type(message));
        theirs.setBinary(binary);
        theirs.setCharacterEncoding(StandardCharsets.ISO_8859_1.name());
        message.fields().forEach(n -> set(theirs, field(table, n), message, binary));
        assertEquals(golden.payload().toHex(), Bytes.of(theirs.writeData()).toHex());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goldens")
    void readsTheSameFields(String dialect, Golden golden) throws Exception {
        boolean binary = dialect.endsWith("-binary");
        Dialect table = Dialect.builtIn(dialect).orElseThrow();
        Message message = GoldenMessagesTest.decode(new MessageCodec(table), golden);
        MessageFactory<IsoMessage> factory = factory(binary);
        Map<Integer, FieldParseInfo> guide = new HashMap<>();
        message.fields().forEach(n -> guide.put(n, parser(field(table, n), binary)));
        factory.setParseMap(type(message), guide);
        IsoMessage theirs = factory.parseMessage(golden.payload().toArray(), 0);
        for (int number = 2; number <= 128; number++) {
            assertEquals(message.has(number), theirs.hasField(number), "field " + number);
        }
        message.fields()
                .forEach(
                        n ->
                                assertEquals(
                                        padded(ours(message, n), field(table, n), binary),
                                        read(theirs, field(table, n), binary),
                                        "field " + n));
        assertTrue(message.fields().count() > 2);
    }

    private static FieldDefinition field(Dialect table, int number) {
        return table.codec(number).orElseThrow().definition();
    }

    private static MessageFactory<IsoMessage> factory(boolean binary) {
        MessageFactory<IsoMessage> factory = new MessageFactory<>();
        factory.setUseBinaryMessages(binary);
        factory.setCharacterEncoding(StandardCharsets.ISO_8859_1.name());
        factory.setAssignDate(false);
        return factory;
    }

    private static int type(Message message) {
        return Integer.parseInt(message.mti().toString(), 16);
    }

    private static IsoType typeOf(FieldDefinition field, boolean binary) {
        boolean ll = field.prefixDigits() == 2;
        return switch (field.format()) {
            case N, Z -> {
                IsoType variable = binary ? IsoType.LLBCDBIN : IsoType.LLVAR;
                yield field.isFixed() ? IsoType.NUMERIC : variable;
            }
            case A, AN, ANS ->
                    field.isFixed() ? IsoType.ALPHA : ll ? IsoType.LLVAR : IsoType.LLLVAR;
            case X_N -> binary ? IsoType.BINARY : IsoType.ALPHA;
            case B -> IsoType.BINARY;
            case BITS, SUB_2, SUB_3 ->
                    throw new IllegalArgumentException("not in the ISO dialects");
            case TLV -> binary ? IsoType.LLLBIN : IsoType.LLLVAR;
        };
    }

    private static int lengthOf(FieldDefinition field, boolean binary) {
        if (field.format() == FieldFormat.X_N) {
            return binary ? 1 + field.length() / 2 : 1 + field.length();
        }
        return field.isFixed() ? field.length() : 0;
    }

    private static void set(
            IsoMessage theirs, FieldDefinition field, Message message, boolean binary) {
        IsoType type = typeOf(field, binary);
        String text = ours(message, field.number());
        Object value =
                switch (type) {
                    case BINARY -> field.format() == FieldFormat.X_N ? signed(text) : unhex(text);
                    case LLLBIN -> unhex(text);
                    case LLBCDBIN -> text.replace('=', 'D');
                    default -> field.format() == FieldFormat.TLV ? latin(text) : text;
                };
        theirs.setValue(field.number(), value, type, lengthOf(field, binary));
    }

    private static String read(IsoMessage theirs, FieldDefinition field, boolean binary) {
        Object value = theirs.getObjectValue(field.number());
        if (value instanceof byte[] bytes) {
            String hex = HexFormat.of().withUpperCase().formatHex(bytes);
            return switch (field.format()) {
                case X_N -> (char) bytes[0] + hex.substring(2);
                case Z -> hex.replace('D', '=');
                default -> hex;
            };
        }
        String text = String.valueOf(value).toUpperCase(Locale.ROOT);
        if (field.format() == FieldFormat.TLV) {
            byte[] raw = String.valueOf(value).getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().withUpperCase().formatHex(raw);
        }
        if (binary && field.format() == FieldFormat.N && field.isFixed()) {
            // j8583 reads BCD as a number and drops the zeros before it
            return "0".repeat(field.length() - text.length()) + text;
        }
        return text;
    }

    private static FieldParseInfo parser(FieldDefinition field, boolean binary) {
        IsoType type = typeOf(field, binary);
        int length = lengthOf(field, binary);
        if (type == IsoType.ALPHA) {
            return new AlphaParseInfo(length);
        }
        return FieldParseInfo.getInstance(type, length, StandardCharsets.ISO_8859_1.name(), false);
    }

    /** j8583 keeps the zero nibble that makes an odd number of BCD digits even. */
    private static String padded(String digits, FieldDefinition field, boolean binary) {
        boolean packed = binary && !field.isFixed() && field.encoding() == Encoding.BCD;
        return packed && digits.length() % 2 == 1 ? "0" + digits : digits;
    }

    private static byte[] unhex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] signed(String amount) {
        return unhex(Integer.toHexString(amount.charAt(0)) + amount.substring(1));
    }

    private static String latin(String hex) {
        return new String(unhex(hex), StandardCharsets.ISO_8859_1);
    }

    /** Our value as text, bytes as hex. */
    private static String ours(Message message, int number) {
        return switch (message.value(number).orElseThrow()) {
            case String text -> text;
            case Bytes bytes -> bytes.toHex();
            case Secret secret -> secret.reveal(PanAccess.get());
            default -> throw new IllegalStateException("field " + number);
        };
    }
}
