package io.kessai.iso8583;

import io.kessai.domain.Ebcdic;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import io.kessai.iso8583.FieldDefinition.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Reads and writes one field of a dialect. Immutable and thread-safe. */
final class FieldCodec {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final FieldDefinition field;
    private final Dialect.Wire wire;
    private final Optional<NestedCodec> nested;
    private final int signLength;
    private final int digitsFrom;
    private final int digitsTo;

    /**
     * @param digits the characters that must be digits whatever the format
     */
    FieldCodec(FieldDefinition field, Dialect.Wire wire, Optional<Location> digits) {
        this.field = field;
        this.wire = wire;
        this.nested =
                field.format().isNested()
                        ? Optional.of(new NestedCodec(field, wire))
                        : Optional.empty();
        this.signLength = field.format() == FieldFormat.X_N ? 1 : 0;
        this.digitsFrom = digits.map(span -> span.first() - 1).orElse(0);
        this.digitsTo = digits.map(Location::last).orElse(0);
    }

    FieldDefinition definition() {
        return field;
    }

    /** Reads the field where {@code in} stands; false when nothing behind it can be found. */
    boolean decode(Decoding in) {
        int units = field.isFixed() ? field.length() : readLength(in);
        if (units < 0) {
            return false;
        }
        int length = signLength + bytesFor(units);
        if (in.remaining() < length) {
            return in.stop(field.number(), in.end(), Rule.MESSAGE_ENDS_EARLY);
        }
        if (nested.isPresent()) {
            nested.get().decode(in, length);
            return true;
        }
        switch (field.encoding()) {
            case TEXT, CHARACTER_DIGITS -> decodeCharacters(in, length);
            case BCD -> decodeBcd(in, units);
            case HEX -> decodeHex(in, length);
            case RAW -> decodeRaw(in, length);
        }
        in.skip(length);
        return true;
    }

    /**
     * Writes the field.
     *
     * @throws IllegalArgumentException naming the field when {@code value} does not fit it
     */
    void encode(Object value, PayloadWriter out) {
        if (nested.isPresent()) {
            encodeNested(nested.get(), value, out);
        } else if (field.format().isBinary()) {
            encodeBinary(binaryContent(value), out);
        } else {
            encodeText(textContent(value), out);
        }
    }

    // ---- reading

    private int readLength(Decoding in) {
        int width = prefixWidth();
        if (in.remaining() < width) {
            in.stop(field.number(), in.end(), Rule.MESSAGE_ENDS_EARLY);
            return -1;
        }
        int units = wire.lengths().read(in.payload(), in.position(), width);
        if (units < 0) {
            in.stop(field.number(), in.position(), Rule.LENGTH_NOT_NUMERIC);
            return -1;
        }
        if (units > field.length() * (field.encoding() == Encoding.HEX ? 2 : 1)) {
            in.stop(field.number(), in.position(), Rule.LENGTH_OVER_MAXIMUM);
            return -1;
        }
        in.skip(width);
        return units;
    }

    private int prefixWidth() {
        return wire.lengths().prefixWidth(field.prefixDigits());
    }

    private int bytesFor(int units) {
        return switch (field.encoding()) {
            case TEXT, CHARACTER_DIGITS, RAW -> units;
            case BCD -> (units + 1) / 2;
            case HEX -> field.isFixed() ? units * 2 : units;
        };
    }

    private void decodeCharacters(Decoding in, int length) {
        byte[] text = wire.ebcdic() ? in.latin(length) : in.payload();
        int from = wire.ebcdic() ? 0 : in.position();
        int shift = in.position() - from;
        if (signIsWrong(in)) {
            return;
        }
        int wrong = field.format().firstForbidden(text, from + signLength, from + length);
        if (wrong >= 0) {
            in.note(field.number(), wrong + shift, field.format().rule());
            return;
        }
        int notDigit =
                Characters.firstOutside(
                        digitsTo > digitsFrom ? Characters.DIGIT : ~0,
                        text,
                        from + digitsFrom,
                        from + digitsTo);
        if (notDigit >= 0) {
            in.note(field.number(), notDigit + shift, Rule.NOT_NUMERIC);
            return;
        }
        accept(in, new String(text, from, length, StandardCharsets.ISO_8859_1));
    }

    private void decodeBcd(Decoding in, int digits) {
        if (signIsWrong(in)) {
            return;
        }
        int from = in.position() + signLength;
        if (digits % 2 == 1 && (in.payload()[from] & 0xF0) != 0) {
            in.note(field.number(), from, Rule.PADDING_NOT_ZERO);
            return;
        }
        int length = signLength + digits;
        byte[] characters = in.scratch(length);
        if (signLength == 1) {
            characters[0] = sign(in);
        }
        Numerals.unpack(in.payload(), from, characters, signLength, length);
        int wrong = field.format().firstForbidden(characters, signLength, length);
        if (wrong >= 0) {
            int offset = from + (wrong - signLength + digits % 2) / 2;
            in.note(field.number(), offset, field.format().rule());
            return;
        }
        accept(in, new String(characters, 0, length, StandardCharsets.ISO_8859_1));
    }

    private boolean signIsWrong(Decoding in) {
        if (signLength == 0) {
            return false;
        }
        byte sign = sign(in);
        boolean wrong = sign != 'C' && sign != 'D';
        if (wrong) {
            in.note(field.number(), in.position(), Rule.SIGN_NOT_C_OR_D);
        }
        return wrong;
    }

    private byte sign(Decoding in) {
        byte sign = in.payload()[in.position()];
        return wire.ebcdic() ? Ebcdic.toLatin(sign) : sign;
    }

    private void decodeHex(Decoding in, int length) {
        int wrong = Numerals.firstNotHex(in.payload(), in.position(), length);
        if (wrong >= 0) {
            in.note(field.number(), wrong, Rule.NOT_HEX);
            return;
        }
        acceptBinary(in, Numerals.unhex(in.payload(), in.position(), length));
    }

    private void decodeRaw(Decoding in, int length) {
        acceptBinary(in, Bytes.of(in.payload(), in.position(), length));
    }

    private void acceptBinary(Decoding in, Bytes bytes) {
        if (field.format() == FieldFormat.TLV) {
            Optional<TlvFault> fault = TlvFault.in(bytes.shared());
            if (fault.isPresent()) {
                int unit = field.encoding() == Encoding.HEX ? 2 : 1;
                in.note(
                        field.number(),
                        field.number() + fault.get().path(),
                        in.position() + fault.get().offset() * unit,
                        Rule.NOT_BER_TLV);
                return;
            }
        }
        if (field.sensitivity().isSecret()) {
            in.put(field.number(), Secret.of(bytes.toHex()));
        } else {
            in.put(field.number(), bytes);
        }
    }

    private void accept(Decoding in, String text) {
        in.put(field.number(), field.sensitivity().isSecret() ? Secret.of(text) : text);
    }

    // ---- writing

    private String textContent(Object value) {
        if (field.sensitivity().isSecret() && value instanceof Secret secret) {
            return secret.reveal(PanAccess.get());
        }
        if (!field.sensitivity().isSecret() && value instanceof String text) {
            return text;
        }
        throw misfit("needs " + (field.sensitivity().isSecret() ? "a secret" : "a text"));
    }

    private byte[] binaryContent(Object value) {
        if (field.sensitivity().isSecret() && value instanceof Secret secret) {
            try {
                return HEX.parseHex(secret.reveal(PanAccess.get()));
            } catch (IllegalArgumentException e) {
                throw misfit("needs a secret in hex");
            }
        }
        if (!field.sensitivity().isSecret() && value instanceof Bytes bytes) {
            return bytes.shared();
        }
        throw misfit("needs " + (field.sensitivity().isSecret() ? "a secret" : "bytes"));
    }

    private void encodeText(String text, PayloadWriter out) {
        int units = text.length() - signLength;
        checkLength(units);
        checkCharacters(text);
        writeLength(units, out);
        if (field.encoding() == Encoding.BCD) {
            out.characters(text, signLength, wire.ebcdic());
            out.packed(text, signLength);
        } else {
            out.characters(text, wire.ebcdic());
        }
    }

    private void encodeBinary(byte[] bytes, PayloadWriter out) {
        checkLength(bytes.length);
        if (field.format() == FieldFormat.TLV && TlvFault.in(bytes).isPresent()) {
            throw misfit(Rule.NOT_BER_TLV);
        }
        boolean hex = field.encoding() == Encoding.HEX;
        writeLength(hex ? bytes.length * 2 : bytes.length, out);
        if (hex) {
            out.hex(bytes);
        } else {
            out.write(bytes);
        }
    }

    private void encodeNested(NestedCodec parts, Object value, PayloadWriter out) {
        if (!(value instanceof Subfields content)) {
            throw misfit("needs subfields");
        }
        byte[] bytes = parts.encode(content);
        checkLength(bytes.length);
        writeLength(bytes.length, out);
        out.write(bytes);
    }

    private void checkLength(int units) {
        if (field.isFixed() ? units != field.length() : units > field.length()) {
            throw misfit("has length " + units + " where the table says " + field.length());
        }
    }

    private void checkCharacters(String text) {
        if (field.format().firstForbidden(text, signLength) >= 0) {
            throw misfit(field.format().rule());
        }
        if (signLength == 1 && text.charAt(0) != 'C' && text.charAt(0) != 'D') {
            throw misfit(Rule.SIGN_NOT_C_OR_D);
        }
        if (Characters.firstOutside(Characters.DIGIT, text, digitsFrom, digitsTo) >= 0) {
            throw misfit(Rule.NOT_NUMERIC);
        }
    }

    private void writeLength(int units, PayloadWriter out) {
        if (!field.isFixed()) {
            out.number(wire.lengths(), units, prefixWidth());
        }
    }

    private IllegalArgumentException misfit(String why) {
        return new IllegalArgumentException(
                "field " + field.path() + " (" + field.name() + "): " + why);
    }
}
