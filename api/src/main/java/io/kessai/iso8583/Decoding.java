package io.kessai.iso8583;

import io.kessai.domain.Ebcdic;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run over one payload. Not thread-safe; used once. */
final class Decoding {
    private static final int SCRATCH_LIKELY = 64;

    private final Dialect dialect;
    private final byte[] payload;
    private int position;
    private int end;
    private int scope;
    private boolean faulty;
    private Map<Integer, Object> nested = Map.of();
    private Object[] values = new Object[Dialect.PRIMARY_MAX + 1];
    private byte[] scratch = {};
    private @Nullable Mti mti;
    private @Nullable Malformed first;

    Decoding(Dialect dialect, byte[] payload) {
        this.dialect = dialect;
        this.payload = payload;
        this.end = payload.length;
    }

    Decoded run() {
        if (readMti() && readFields()) {
            checkNothingTrails();
        }
        Malformed fault = first;
        Optional<Message> readable = Optional.ofNullable(mti).map(m -> new Message(m, values));
        if (fault == null) {
            return new Decoded.Ok(readable.orElseThrow());
        }
        return new Malformed(
                fault.fieldPath(), fault.field(), fault.byteOffset(), fault.rule(), readable);
    }

    /** Room for so many characters of a field, until the next one is read. */
    byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(SCRATCH_LIKELY, length)];
        }
        return scratch;
    }

    /** The next {@code length} bytes, which are EBCDIC, in ISO 8859-1; in {@link #scratch}. */
    byte[] latin(int length) {
        byte[] text = scratch(length);
        for (int i = 0; i < length; i++) {
            text[i] = Ebcdic.toLatin(payload[position + i]);
        }
        return text;
    }

    byte[] payload() {
        return payload;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    int remaining() {
        return end - position;
    }

    void skip(int count) {
        position += count;
    }

    void put(int field, Object value) {
        if (scope == 0) {
            values[field] = value;
        } else {
            nested.put(field, value);
        }
    }

    /** Whether the nested field that is being read has this part already. */
    boolean has(int part) {
        return nested.containsKey(part);
    }

    /**
     * Reads the next {@code length} bytes as parts of a field, then stands behind them.
     *
     * @param found takes the parts
     * @return whether they were sound
     */
    boolean nested(int parent, int length, Map<Integer, Object> found, BooleanSupplier reading) {
        int outerEnd = end;
        int behind = position + length;
        end = behind;
        scope = parent;
        nested = found;
        faulty = false;
        boolean whole = reading.getAsBoolean();
        end = outerEnd;
        scope = 0;
        position = behind;
        return whole && !faulty;
    }

    /** Notes a fault of content; the first fault of the message is the one reported. */
    void note(int field, int offset, String rule) {
        if (scope == 0) {
            note(field, Integer.toString(field), offset, rule);
        } else {
            boolean isShort = rule.equals(Rule.MESSAGE_ENDS_EARLY);
            String path = field < 0 ? Integer.toString(scope) : scope + "." + field;
            note(scope, path, offset, isShort ? Rule.FIELD_ENDS_EARLY : rule);
        }
    }

    void note(int field, String path, int offset, String rule) {
        faulty = true;
        if (first == null) {
            first = new Malformed(path, field, offset, rule, Optional.empty());
        }
    }

    /** Notes a fault of structure; always false, for the caller to return. */
    boolean stop(int field, int offset, String rule) {
        note(field, offset, rule);
        return false;
    }

    private boolean stop(String path, int field, int offset, String rule) {
        note(field, path, offset, rule);
        return false;
    }

    private boolean readMti() {
        Digits written = dialect.wire().mti();
        int width = written == Digits.BCD ? 2 : 4;
        if (remaining() < width) {
            return stop("mti", 0, end(), Rule.MESSAGE_ENDS_EARLY);
        }
        int digits = written.read(payload, position, width);
        if (digits < 0) {
            return stop("mti", 0, position, Rule.MTI_NOT_NUMERIC);
        }
        mti = new Mti(digits / 1000, digits / 100 % 10, digits / 10 % 10, digits % 10);
        skip(width);
        return true;
    }

    private boolean readFields() {
        int width = dialect.wire().hexBitmap() ? 16 : 8;
        if (!bitmapIsSound(width)) {
            return false;
        }
        long primary = readBitmap(width);
        boolean extended = primary < 0;
        if (extended && !bitmapIsSound(width)) {
            return false;
        }
        long secondary = extended ? readBitmap(width) : 0;
        if (extended) {
            values = new Object[Dialect.FIELDS_MAX + 1];
        }
        return readFields(primary & Long.MAX_VALUE, 0)
                && readFields(secondary, Dialect.PRIMARY_MAX);
    }

    private boolean bitmapIsSound(int width) {
        if (remaining() < width) {
            return stop("bitmap", 1, end(), Rule.MESSAGE_ENDS_EARLY);
        }
        int wrong =
                dialect.wire().hexBitmap() ? Numerals.firstNotHex(payload, position, width) : -1;
        return wrong < 0 || stop("bitmap", 1, wrong, Rule.BITMAP_NOT_HEX);
    }

    private long readBitmap(int width) {
        long bits = 0;
        for (int i = position; i < position + width; i++) {
            bits =
                    width == 16
                            ? (bits << 4) | Numerals.hex(payload[i])
                            : (bits << 8) | (payload[i] & 0xFF);
        }
        skip(width);
        return bits;
    }

    /** Reads the fields that a bitmap announces, the highest bit being field {@code base} + 1. */
    private boolean readFields(long bitmap, int base) {
        long bits = bitmap;
        while (bits != 0) {
            int lead = Long.numberOfLeadingZeros(bits);
            bits &= ~(Long.MIN_VALUE >>> lead);
            int number = base + lead + 1;
            Optional<FieldCodec> codec = dialect.codec(number);
            if (codec.isEmpty()) {
                return stop(number, position, Rule.FIELD_UNDEFINED);
            }
            if (!codec.get().decode(this)) {
                return false;
            }
        }
        return true;
    }

    private void checkNothingTrails() {
        if (remaining() > 0) {
            note(1, "trailing", position, Rule.TRAILING_BYTES);
        }
    }
}
