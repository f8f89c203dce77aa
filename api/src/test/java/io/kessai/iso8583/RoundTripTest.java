package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.kessai.domain.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the field table allows survives encoding and decoding; whatever is cut is noticed. */
class RoundTripTest {

    @Property(tries = 500)
    void aDecodedMessageEqualsTheEncodedOne(@ForAll("cases") Case example) {
        MessageCodec codec = new MessageCodec(example.dialect());
        byte[] payload = codec.encode(example.message());
        assertEquals(new Decoded.Ok(example.message()), codec.decode(payload));
    }

    @Property(tries = 200)
    void encodingIsCanonical(@ForAll("cases") Case example) {
        MessageCodec codec = new MessageCodec(example.dialect());
        byte[] payload = codec.encode(example.message());
        Decoded.Ok decoded = assertInstanceOf(Decoded.Ok.class, codec.decode(payload));
        assertArrayEquals(payload, codec.encode(decoded.message()));
    }

    @Property(tries = 200)
    void aPrefixOfAMessageIsNeverAMessage(@ForAll("cases") Case example, @ForAll Random random) {
        MessageCodec codec = new MessageCodec(example.dialect());
        byte[] payload = codec.encode(example.message());
        byte[] cut = Bytes.of(payload, 0, random.nextInt(payload.length)).toArray();
        Malformed fault = assertInstanceOf(Malformed.class, codec.decode(cut));
        assertEquals(Rule.MESSAGE_ENDS_EARLY, fault.rule());
        assertEquals(cut.length, fault.byteOffset());
    }

    @Property(tries = 200)
    void oneByteTooManyIsTrailing(@ForAll("cases") Case example, @ForAll byte more) {
        MessageCodec codec = new MessageCodec(example.dialect());
        byte[] payload = codec.encode(example.message());
        byte[] longer = new byte[payload.length + 1];
        System.arraycopy(payload, 0, longer, 0, payload.length);
        longer[payload.length] = more;
        Malformed fault = assertInstanceOf(Malformed.class, codec.decode(longer));
        assertEquals(Rule.TRAILING_BYTES, fault.rule());
        assertEquals(example.message(), fault.readable().orElseThrow());
    }

    /** A message of a dialect's table. */
    record Case(Dialect dialect, Message message) {}

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Dialect> dialects =
                Arbitraries.of(Dialect.builtInNames())
                        .map(name -> Dialect.builtIn(name).orElseThrow());
        return dialects.flatMap(
                dialect ->
                        messages(List.copyOf(dialect.fields().values()))
                                .map(message -> new Case(dialect, message)));
    }

    private static Arbitrary<Message> messages(List<FieldDefinition> table) {
        Arbitrary<String> mti = Arbitraries.strings().numeric().ofLength(4);
        Arbitrary<List<FieldDefinition>> chosen =
                Arbitraries.of(table).list().uniqueElements().ofMinSize(1).ofMaxSize(40);
        return Combinators.combine(mti, chosen, Arbitraries.longs())
                .as((type, fields, seed) -> message(type, fields, new Random(seed)));
    }

    private static Message message(String mti, List<FieldDefinition> fields, Random random) {
        Message.Builder builder = Message.builder(mti);
        for (FieldDefinition field : fields) {
            int length = field.isFixed() ? field.length() : random.nextInt(field.length() + 1);
            if (field.format().isNested()) {
                builder.subfields(field.number(), subfields(field, random));
            } else if (field.format().isBinary()) {
                setBinary(builder, field, length, random);
            } else {
                setText(builder, field, text(field, length, random));
            }
        }
        return builder.build();
    }

    /** Some of the defined parts, and of tagged ones an undefined one; what stands first always. */
    private static Subfields subfields(FieldDefinition field, Random random) {
        Subfields.Builder builder = Subfields.builder();
        for (FieldDefinition part : field.parts().values()) {
            if (part.number() > 0 && random.nextInt(3) > 0) {
                continue;
            }
            int length =
                    part.isFixed() ? part.length() : random.nextInt(Math.min(part.length(), 9) + 1);
            if (part.format().isBinary()) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                if (part.sensitivity().isSecret()) {
                    builder.secret(part.number(), Bytes.of(bytes).toHex());
                } else {
                    builder.binary(part.number(), Bytes.of(bytes));
                }
            } else if (part.sensitivity().isSecret()) {
                builder.secret(part.number(), text(part, length, random));
            } else {
                builder.text(part.number(), text(part, length, random));
            }
        }
        int undefined = field.format() == FieldFormat.SUB_3 ? 999 : 99;
        if (field.format().tagDigits() > 0 && random.nextBoolean()) {
            builder.text(undefined, "unknown");
        }
        return builder.build();
    }

    private static void setText(Message.Builder builder, FieldDefinition field, String text) {
        if (field.sensitivity().isSecret()) {
            builder.secret(field.number(), text);
        } else {
            builder.text(field.number(), text);
        }
    }

    private static void setBinary(
            Message.Builder builder, FieldDefinition field, int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (field.format() == FieldFormat.TLV) {
            bytes = tlv(Math.min(length, 127), random);
        }
        if (field.sensitivity().isSecret()) {
            String hex = HexFormat.of().withUpperCase().formatHex(bytes);
            builder.secret(field.number(), Secret.of(hex));
        } else {
            builder.binary(field.number(), Bytes.of(bytes));
        }
    }

    private static byte[] tlv(int length, Random random) {
        byte[] object = new byte[length + 3];
        random.nextBytes(object);
        object[0] = (byte) 0x9F;
        object[1] = 0x10;
        object[2] = (byte) length;
        return object;
    }

    private static String text(FieldDefinition field, int length, Random random) {
        String digits = "0123456789";
        String alphabet =
                switch (field.format()) {
                    case N, X_N -> digits;
                    case Z -> digits + "=";
                    case A -> "ABCxyz ";
                    case AN -> field.number() == 95 ? digits : digits + "ABCxyz ";
                    case ANS -> digits + "ABCxyz !/\"|~\u00e9\u00ff";
                    case B, TLV, BITS, SUB_2, SUB_3 ->
                            throw new IllegalArgumentException("not a text");
                };
        StringBuilder text = new StringBuilder(field.format() == FieldFormat.X_N ? "C" : "");
        IntStream.range(0, length)
                .forEach(i -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
        return text.toString();
    }
}
