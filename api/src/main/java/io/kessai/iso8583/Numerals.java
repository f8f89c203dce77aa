package io.kessai.iso8583;

import java.nio.charset.StandardCharsets;

/** Numbers and nibbles as they stand in payloads. */
final class Numerals {
    private static final byte[] HEX_DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private Numerals() {}

    /**
     * Fills {@code out} from {@code first} to {@code end} with one character a nibble; an odd
     * number of them skips the first nibble. 10 to 15 become {@code : ; < = > ?}, so that D is a
     * track's separator.
     */
    static void unpack(byte[] in, int from, byte[] out, int first, int end) {
        int nibble = (end - first) % 2;
        for (int i = first; i < end; i++) {
            int pair = in[from + nibble / 2];
            out[i] = (byte) ('0' + (nibble % 2 == 0 ? (pair >> 4) & 0xF : pair & 0xF));
            nibble++;
        }
    }

    /**
     * Writes the characters from {@code first} as nibbles over zeros from {@code at}, an odd number
     * of them behind a zero nibble.
     */
    static void pack(String characters, int first, byte[] out, int at) {
        int nibble = (characters.length() - first) % 2;
        for (int i = first; i < characters.length(); i++) {
            char c = characters.charAt(i);
            int value = c >= '0' && c <= '9' ? c - '0' : 0xD;
            out[at + nibble / 2] |= (byte) (nibble % 2 == 0 ? value << 4 : value);
            nibble++;
        }
    }

    /** The index of the first character that is no hex digit or lacks its second, or -1. */
    static int firstNotHex(byte[] in, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (Character.digit(in[i], 16) < 0) {
                return i;
            }
        }
        return length % 2 == 0 ? -1 : at + length - 1;
    }

    /** The bytes that an even number of hex characters stand for. */
    static Bytes unhex(byte[] in, int at, int length) {
        byte[] bytes = new byte[length / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (hex(in[at + 2 * i]) << 4 | hex(in[at + 2 * i + 1]));
        }
        return Bytes.of(bytes);
    }

    /** Writes the bytes as upper-case hex characters from {@code at}. */
    static void hex(byte[] bytes, byte[] out, int at) {
        for (int i = 0; i < bytes.length; i++) {
            out[at + 2 * i] = HEX_DIGITS[(bytes[i] >> 4) & 0xF];
            out[at + 2 * i + 1] = HEX_DIGITS[bytes[i] & 0xF];
        }
    }

    /** The value of a hex digit. */
    static int hex(byte character) {
        return Character.digit(character, 16);
    }
}
