package io.kessai.iso8583;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How messages are framed on a stream: a length, then optionally a TPDU, then the message.
 *
 * <p>The length counts what follows it (TPDU and message). Immutable and thread-safe.
 *
 * @param length how the length is written
 * @param inclusive whether the length counts its own bytes too
 * @param tpdu whether five bytes stand before each message: an id, two of destination, two of
 *     source
 * @param maxBytes how many bytes may follow the length; a longer frame closes the link
 */
public record FrameFormat(Length length, boolean inclusive, boolean tpdu, int maxBytes) {
    /** The limit unless configuration says otherwise. */
    public static final int MAX_BYTES_DEFAULT = 4096;

    /** The words of {@link #parse}, for help texts. */
    public static final String WORDS =
            "2-byte, ascii4, binary4, bcd2 or 2-byte+00, then ,inclusive and ,tpdu where they apply";

    private static final int TPDU_BYTES = 5;

    /** Polls and our own messages name nobody: id 60, both addresses 0. */
    private static final Bytes TPDU_OF_OURS =
            Bytes.of((byte) 0x60, (byte) 0, (byte) 0, (byte) 0, (byte) 0);

    /** How a length is written. */
    public enum Length {
        /** Two bytes, the higher first. */
        BYTES_2("2-byte", 2, 0xFFFF),
        /** Four ASCII digits. */
        ASCII_4("ascii4", 4, 9999),
        /** Four bytes, the highest first. */
        BINARY_4("binary4", 4, Integer.MAX_VALUE),
        /** Two bytes of BCD. */
        BCD_2("bcd2", 2, 9999),
        /** Two bytes, the higher first, then two zero bytes. */
        BYTES_2_ZEROS_2("2-byte+00", 4, 0xFFFF);

        private final String word;
        private final int width;
        private final int highest;

        Length(String word, int width, int highest) {
            this.word = word;
            this.width = width;
            this.highest = highest;
        }

        int width() {
            return width;
        }
    }

    /**
     * @throws IllegalArgumentException for a limit below 1
     */
    public FrameFormat {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a frame limit is at least 1 byte, not " + maxBytes);
        }
    }

    /** The format a configuration calls by this word, see {@link #WORDS}; nothing for others. */
    public static Optional<FrameFormat> parse(String word) {
        String[] parts = word.strip().toLowerCase(Locale.ROOT).split(",", -1);
        Optional<Length> length =
                Arrays.stream(Length.values()).filter(l -> l.word.equals(parts[0])).findFirst();
        boolean inclusive = false;
        boolean tpdu = false;
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            switch (part.strip()) {
                case "inclusive" -> inclusive = true;
                case "tpdu" -> tpdu = true;
                default -> {
                    return Optional.empty();
                }
            }
        }
        boolean counted = inclusive;
        boolean addressed = tpdu;
        return length.map(l -> new FrameFormat(l, counted, addressed, MAX_BYTES_DEFAULT));
    }

    /** The same format with another limit. */
    public FrameFormat withMaxBytes(int bytes) {
        return new FrameFormat(length, inclusive, tpdu, bytes);
    }

    /**
     * Frames a message.
     *
     * @param header the {@link Framed.Frame#header()} of the message that this one answers, whose
     *     source and destination are swapped; nothing for a message of our own
     * @throws IllegalArgumentException when the frame would be over the limit, or longer than the
     *     length can tell: the caller's own bug
     */
    public byte[] encode(byte[] payload, Optional<Bytes> header) {
        Bytes address = tpdu ? header.map(FrameFormat::swapped).orElse(TPDU_OF_OURS) : Bytes.EMPTY;
        int body = address.length() + payload.length;
        int told = body + (inclusive ? length.width : 0);
        if (body > maxBytes || told > length.highest) {
            throw new IllegalArgumentException("a frame of " + body + " bytes is too long");
        }
        PayloadWriter out = new PayloadWriter();
        writeLength(told, out);
        out.write(address.shared());
        out.write(payload);
        return out.toArray();
    }

    /** The word {@link #parse} reads. */
    @Override
    public String toString() {
        return length.word + (inclusive ? ",inclusive" : "") + (tpdu ? ",tpdu" : "");
    }

    /** The length written at {@code at}, or below 0 when the bytes there are no length. */
    long readLength(byte[] in, int at) {
        return switch (length) {
            case ASCII_4 -> Numerals.read(in, at, 4, false);
            case BCD_2 -> Numerals.read(in, at, 2, true);
            case BYTES_2, BYTES_2_ZEROS_2 -> unsigned(in, at, 2);
            case BINARY_4 -> unsigned(in, at, 4);
        };
    }

    /** Whether the zero bytes of {@link Length#BYTES_2_ZEROS_2} are zero; true for the others. */
    boolean isFollowedByItsZeros(byte[] in, int at) {
        return length != Length.BYTES_2_ZEROS_2 || (in[at + 2] == 0 && in[at + 3] == 0);
    }

    /** How many bytes stand between the length and the message. */
    int headerBytes() {
        return tpdu ? TPDU_BYTES : 0;
    }

    private void writeLength(int told, PayloadWriter out) {
        switch (length) {
            case ASCII_4 -> out.writeNumber(told, 4, false);
            case BCD_2 -> out.writeNumber(told, 2, true);
            case BYTES_2 -> out.write(new byte[] {(byte) (told >> 8), (byte) told});
            case BYTES_2_ZEROS_2 -> out.write(new byte[] {(byte) (told >> 8), (byte) told, 0, 0});
            case BINARY_4 ->
                    out.write(
                            new byte[] {
                                (byte) (told >> 24),
                                (byte) (told >> 16),
                                (byte) (told >> 8),
                                (byte) told
                            });
        }
    }

    private static long unsigned(byte[] in, int at, int width) {
        long value = 0;
        for (int i = at; i < at + width; i++) {
            value = (value << 8) | (in[i] & 0xFF);
        }
        return value;
    }

    private static Bytes swapped(Bytes tpdu) {
        if (tpdu.length() != TPDU_BYTES) {
            throw new IllegalArgumentException("a TPDU has 5 bytes, not " + tpdu.length());
        }
        return Bytes.of(tpdu.at(0), tpdu.at(3), tpdu.at(4), tpdu.at(1), tpdu.at(2));
    }
}
