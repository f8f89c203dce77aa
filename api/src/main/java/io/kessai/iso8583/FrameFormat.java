package io.kessai.iso8583;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How messages are framed on a stream: a length, then optionally a header with two addresses, then
 * the message.
 *
 * <p>The length counts what follows it (header and message). Immutable and thread-safe.
 *
 * @param length how the length is written
 * @param inclusive whether the length counts its own bytes too
 * @param header what stands before each message
 * @param maxBytes how many bytes may follow the length; a longer frame closes the link
 */
public record FrameFormat(Length length, boolean inclusive, Header header, int maxBytes) {
    /** The limit unless configuration says otherwise. */
    public static final int MAX_BYTES_DEFAULT = 4096;

    /** The words of {@link #parse}, for help texts. */
    public static final String WORDS =
            "2-byte, ascii4, binary4, bcd2 or 2-byte+00, then ,inclusive and ,tpdu or ,visa where they"
                    + " apply";

    /** What stands between the length and the message, telling who sends and who receives it. */
    public enum Header {
        /** Nothing. */
        NONE("", 0, 0, 0),
        /** An id, two bytes of destination, two of source. */
        TPDU(",tpdu", 5, 1, 2),
        /**
         * Visa's: 16 (its length) 01 02, the length of header and message in two bytes, three bytes
         * of destination, three of source, then flags, which our answers leave zero. A message that
         * does not begin so has no header.
         */
        VISA(",visa", 22, 5, 3);

        private static final byte VISA_FIRST = 0x16;

        private final String word;
        private final int bytes;
        private final int addressAt;
        private final int addressBytes;

        Header(String word, int bytes, int addressAt, int addressBytes) {
            this.word = word;
            this.bytes = bytes;
            this.addressAt = addressAt;
            this.addressBytes = addressBytes;
        }

        /** How many of the next {@code body} bytes are the header. */
        int bytesAt(byte[] in, int at, int body) {
            boolean isMissing = this == VISA && (body < bytes || in[at] != VISA_FIRST);
            return isMissing ? 0 : bytes;
        }

        /** The header of a message of {@code payload} bytes that answers one with this header. */
        private byte[] answering(Bytes received, int payload) {
            byte[] header = ofOurs(payload);
            if (received.length() == 0 && this == VISA) {
                return header;
            }
            if (received.length() != bytes) {
                throw new IllegalArgumentException(
                        "a header has " + bytes + " bytes, not " + received.length());
            }
            for (int i = 0; i < addressBytes; i++) {
                header[addressAt + i] = received.at(addressAt + addressBytes + i);
                header[addressAt + addressBytes + i] = received.at(addressAt + i);
            }
            if (this == TPDU) {
                header[0] = received.at(0);
            }
            return header;
        }

        /** Our own messages name nobody: both addresses are 0. */
        private byte[] ofOurs(int payload) {
            byte[] header = new byte[bytes];
            switch (this) {
                case NONE -> {}
                case TPDU -> header[0] = 0x60;
                case VISA -> {
                    int told = bytes + payload;
                    header[0] = VISA_FIRST;
                    header[1] = 1;
                    header[2] = 2;
                    header[3] = (byte) (told >> 8);
                    header[4] = (byte) told;
                }
            }
            return header;
        }
    }

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
        Header header = Header.NONE;
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            switch (part.strip()) {
                case "inclusive" -> inclusive = true;
                case "tpdu" -> header = Header.TPDU;
                case "visa" -> header = Header.VISA;
                default -> {
                    return Optional.empty();
                }
            }
        }
        boolean counted = inclusive;
        Header before = header;
        return length.map(l -> new FrameFormat(l, counted, before, MAX_BYTES_DEFAULT));
    }

    /** The same format with another limit. */
    public FrameFormat withMaxBytes(int bytes) {
        return new FrameFormat(length, inclusive, header, bytes);
    }

    /**
     * Frames a message.
     *
     * @param received the {@link Framed.Frame#header()} of the message that this one answers, whose
     *     source and destination are swapped; nothing for a message of our own
     * @throws IllegalArgumentException when the frame would be over the limit, or longer than the
     *     length can tell: the caller's own bug
     */
    public byte[] encode(byte[] payload, Optional<Bytes> received) {
        byte[] address =
                header == Header.NONE
                        ? new byte[0]
                        : received.map(r -> header.answering(r, payload.length))
                                .orElseGet(() -> header.ofOurs(payload.length));
        int body = address.length + payload.length;
        int told = body + (inclusive ? length.width : 0);
        if (body > maxBytes || told > length.highest) {
            throw new IllegalArgumentException("a frame of " + body + " bytes is too long");
        }
        PayloadWriter out = new PayloadWriter();
        writeLength(told, out);
        out.write(address);
        out.write(payload);
        return out.toArray();
    }

    /** The word {@link #parse} reads. */
    @Override
    public String toString() {
        return length.word + (inclusive ? ",inclusive" : "") + header.word;
    }

    /** The length written at {@code at}, or below 0 when the bytes there are no length. */
    long readLength(byte[] in, int at) {
        return switch (length) {
            case ASCII_4 -> Digits.ASCII.read(in, at, 4);
            case BCD_2 -> Digits.BCD.read(in, at, 2);
            case BYTES_2, BYTES_2_ZEROS_2 -> unsigned(in, at, 2);
            case BINARY_4 -> unsigned(in, at, 4);
        };
    }

    /** Whether the zero bytes of {@link Length#BYTES_2_ZEROS_2} are zero; true for the others. */
    boolean isFollowedByItsZeros(byte[] in, int at) {
        return length != Length.BYTES_2_ZEROS_2 || (in[at + 2] == 0 && in[at + 3] == 0);
    }

    /** How many bytes must stand between the length and the message. */
    int headerBytesMin() {
        return header == Header.TPDU ? header.bytes : 0;
    }

    private void writeLength(int told, PayloadWriter out) {
        switch (length) {
            case ASCII_4 -> out.number(Digits.ASCII, told, 4);
            case BCD_2 -> out.number(Digits.BCD, told, 2);
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
}
