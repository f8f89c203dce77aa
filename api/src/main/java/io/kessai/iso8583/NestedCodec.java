package io.kessai.iso8583;

import io.kessai.iso8583.FieldDefinition.Encoding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes the parts of one nested field. Immutable and thread-safe.
 *
 * <p>A bit of a nested bitmap without a definition is a fault, since nobody knows its length; a
 * subelement without one is carried as it came and never shown.
 */
final class NestedCodec {
    private static final int BITMAP_BYTES = 8;

    /** Where a fault is in none of the parts. */
    private static final int WHOLE = -1;

    private final FieldDefinition field;
    private final Dialect.Wire wire;
    private final Map<Integer, FieldCodec> parts = new HashMap<>();

    NestedCodec(FieldDefinition field, Dialect.Wire wire) {
        this.field = field;
        this.wire = wire;
        field.parts()
                .forEach(
                        (number, part) ->
                                parts.put(number, new FieldCodec(part, wire, Optional.empty())));
    }

    /** Reads {@code length} bytes where {@code in} stands; a fault leaves the field out. */
    void decode(Decoding in, int length) {
        Map<Integer, Object> found = new LinkedHashMap<>();
        boolean sound =
                in.nested(
                        field.number(),
                        length,
                        found,
                        () -> field.format() == FieldFormat.BITS ? readBits(in) : readTags(in));
        if (sound) {
            in.put(field.number(), Subfields.of(found));
        }
    }

    /** The field's content without its length. */
    byte[] encode(Subfields content) {
        PayloadWriter out = new PayloadWriter();
        if (field.format() == FieldFormat.BITS) {
            writeBits(content, out);
        } else {
            writeTags(content, out);
        }
        return out.toArray();
    }

    private boolean readBits(Decoding in) {
        if (in.remaining() < BITMAP_BYTES) {
            return in.stop(WHOLE, in.end(), Rule.MESSAGE_ENDS_EARLY);
        }
        int bitmap = in.position();
        in.skip(BITMAP_BYTES);
        for (int number = 1; number <= BITMAP_BYTES * 8; number++) {
            if ((in.payload()[bitmap + (number - 1) / 8] & (0x80 >> ((number - 1) % 8))) == 0) {
                continue;
            }
            FieldCodec part = parts.get(number);
            if (part == null) {
                return in.stop(number, in.position(), Rule.FIELD_UNDEFINED);
            }
            if (!part.decode(in)) {
                return false;
            }
        }
        return in.remaining() == 0 || in.stop(WHOLE, in.position(), Rule.TRAILING_BYTES);
    }

    private boolean readTags(Decoding in) {
        int width = tagWidth();
        FieldCodec before = parts.get(0);
        if (before != null && !startsWithTag(in, width) && !before.decode(in)) {
            return false;
        }
        while (in.remaining() > 0) {
            if (in.remaining() < width) {
                return in.stop(WHOLE, in.end(), Rule.MESSAGE_ENDS_EARLY);
            }
            int tag = wire.lengths().read(in.payload(), in.position(), width);
            if (tag < 1) {
                return in.stop(WHOLE, in.position(), Rule.TAG_NOT_NUMERIC);
            }
            if (in.has(tag)) {
                return in.stop(tag, in.position(), Rule.SUBFIELD_TWICE);
            }
            in.skip(width);
            if (!part(tag).decode(in)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is nothing, or a tag at once. */
    private boolean startsWithTag(Decoding in, int width) {
        return in.remaining() == 0
                || (in.remaining() >= width
                        && wire.lengths().read(in.payload(), in.position(), width) >= 0);
    }

    private void writeBits(Subfields content, PayloadWriter out) {
        long bits = 0;
        PayloadWriter body = new PayloadWriter();
        for (int number = 1; number <= BITMAP_BYTES * 8; number++) {
            Object value = content.parts().get(number);
            if (value != null) {
                bits |= Long.MIN_VALUE >>> (number - 1);
                defined(number).encode(value, body);
            }
        }
        out.bitmap(bits, false);
        out.write(body.toArray());
    }

    private void writeTags(Subfields content, PayloadWriter out) {
        Object before = content.parts().get(0);
        if (before != null) {
            defined(0).encode(before, out);
        }
        content.parts()
                .forEach(
                        (tag, value) -> {
                            if (tag > 0) {
                                out.number(wire.lengths(), tag, tagWidth());
                                part(tag).encode(value, out);
                            }
                        });
    }

    private int tagWidth() {
        return wire.lengths().prefixWidth(field.format().tagDigits());
    }

    private FieldCodec defined(int number) {
        FieldCodec part = parts.get(number);
        if (part == null) {
            throw new IllegalArgumentException(
                    "field " + field.number() + "." + number + " is not in the table");
        }
        return part;
    }

    private FieldCodec part(int tag) {
        FieldCodec part = parts.get(tag);
        return part == null ? new FieldCodec(unknown(tag), wire, Optional.empty()) : part;
    }

    private FieldDefinition unknown(int tag) {
        int digits = field.format().tagDigits();
        return new FieldDefinition(
                field.number(),
                tag,
                "undefined",
                FieldFormat.ANS,
                digits,
                wire.lengths().prefixMax(digits),
                Encoding.TEXT,
                Sensitivity.MASKED,
                Map.of());
    }
}
