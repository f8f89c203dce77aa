package io.kessai.authorization.message;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import io.kessai.iso8583.Subfields;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Messages in words ({@code 3=000000; 62.2=…}), sent through a dialect's codec and back. */
public final class Wire {
    private static final Set<Integer> SECRET = Set.of(2, 35, 36, 45, 52);
    private static final Set<Integer> BINARY = Set.of(55);

    /** A purchase of 1,000 yen as a network sends it. */
    private static final Map<Integer, String> PURCHASE =
            Map.of(
                    2, "9999000000000012",
                    3, "000000",
                    4, "000000001000",
                    7, "1121030000",
                    11, "000007",
                    32, "123456",
                    37, "RRN000000007",
                    41, "TERM0001",
                    42, "MERCHANT0000001",
                    49, "392");

    private Wire() {}

    /** A purchase with these fields instead: {@code 14=2912}; one without content is left out. */
    public static Message message(String dialect, String mti, String words) {
        Map<Integer, String> fields = new TreeMap<>(PURCHASE);
        Map<Integer, Subfields.Builder> nested = new TreeMap<>();
        for (String word : words.split(";")) {
            if (!word.isBlank()) {
                String[] sides = word.strip().split("=", 2);
                String content = sides[1].replace('_', ' ');
                String[] path = sides[0].split("\\.");
                int field = Integer.parseInt(path[0]);
                if (path.length == 1) {
                    fields.put(field, content);
                } else {
                    nested.computeIfAbsent(field, _ -> Subfields.builder())
                            .text(Integer.parseInt(path[1]), content);
                }
            }
        }
        Message.Builder message = Message.builder(mti);
        fields.forEach((number, content) -> set(message, number, content));
        nested.forEach((number, parts) -> message.subfields(number, parts.build()));
        return sent(dialect, message.build());
    }

    /** What the other side decodes of it. */
    public static Message sent(String dialect, Message message) {
        MessageCodec codec = new MessageCodec(Dialect.builtIn(dialect).orElseThrow());
        return switch (codec.decode(codec.encode(message))) {
            case Decoded.Ok(Message decoded) -> decoded;
            case Malformed fault -> throw new AssertionError(codec.describe(fault));
        };
    }

    private static void set(Message.Builder message, int number, String content) {
        if (content.isEmpty()) {
            message.remove(number);
        } else if (SECRET.contains(number)) {
            message.secret(number, content);
        } else if (BINARY.contains(number)) {
            message.binary(number, Bytes.of(HexFormat.of().parseHex(content)));
        } else {
            message.text(number, content);
        }
    }
}
