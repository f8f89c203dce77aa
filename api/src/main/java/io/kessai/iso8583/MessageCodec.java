package io.kessai.iso8583;

/**
 * Decodes, encodes and describes the messages of one dialect, all from its one table.
 *
 * <p>Immutable and thread-safe.
 */
public final class MessageCodec {
    private final Dialect dialect;

    public MessageCodec(Dialect dialect) {
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Reads a payload (without frame header) of any content: it never throws. */
    public Decoded decode(byte[] payload) {
        return new Decoding(dialect, payload).run();
    }

    /**
     * Writes a message; decoding the result gives an equal one.
     *
     * @throws IllegalArgumentException naming the field whose value the dialect cannot carry (a
     *     fixed length not met, a maximum exceeded, a forbidden character, an undefined field): the
     *     caller's own bug, since nothing is padded or cut here
     */
    public byte[] encode(Message message) {
        PayloadWriter out = new PayloadWriter();
        int last = message.last();
        boolean extended = last > Dialect.PRIMARY_MAX;
        writeMti(message.mti(), out);
        writeBitmap(message, 0, extended, out);
        if (extended) {
            writeBitmap(message, Dialect.PRIMARY_MAX, false, out);
        }
        for (int number = 2; number <= last; number++) {
            if (message.has(number)) {
                codec(number).encode(value(message, number), out);
            }
        }
        return out.toArray();
    }

    /**
     * The message for people: a line for its type, then one for each field with number, name and
     * content. Card numbers show first six and last four, secrets nothing.
     */
    public String describe(Message message) {
        return new Description(dialect).of(message);
    }

    /** The fault in one line, then what could be read, masked as by {@link #describe(Message)}. */
    public String describe(Malformed malformed) {
        return new Description(dialect).of(malformed);
    }

    private void writeMti(Mti mti, PayloadWriter out) {
        int digits =
                ((mti.version() * 10 + mti.messageClass()) * 10 + mti.function()) * 10
                        + mti.origin();
        Digits written = dialect.wire().mti();
        out.number(written, digits, written == Digits.BCD ? 2 : 4);
    }

    private void writeBitmap(Message message, int base, boolean extended, PayloadWriter out) {
        long bits = extended ? Long.MIN_VALUE : 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (message.has(base + bit + 1)) {
                bits |= Long.MIN_VALUE >>> bit;
            }
        }
        out.bitmap(bits, dialect.wire().hexBitmap());
    }

    private FieldCodec codec(int number) {
        return dialect.codec(number)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "field " + number + " is not in " + dialect.name()));
    }

    private static Object value(Message message, int number) {
        return message.value(number).orElseThrow();
    }
}
