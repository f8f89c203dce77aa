package io.kessai.iso8583;

import java.nio.charset.StandardCharsets;

/** Numbers and nibbles as they stand in payloads. */
final class Numerals {
    private static final byte[] HEX_DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private Numerals() {}

    /**
     * Fills {@code out} from {@code first} with one character a nibble; an odd number of them skips
     * the first nibble. 10 to 15 become {@code : ; < = > ?}, so that D is a track's separator.
     */
    static void unpack(byte[] in, int from, byte[] out, int first) {
        int nibble = (out.length - first) % 2;
        for (int i = first; i < out.length; i++) {
            int pair = in[from + nibble / 2];
            out[i] = (byte) ('0' + (nibble % 2 == 0 ? (pair >> 4) & 0xF : pair & 0xF));
            nibble++;
        }
    }

    /** The characters from {@code first} as nibbles, an odd number of them behind a zero nibble. */
    static byte[] pack(byte[] characters, int first) {
        int count = characters.length - first;
        byte[] packed = new byte[(count + 1) / 2];
        int nibble = count % 2;
        for (int i = first; i < characters.length; i++) {
            int value = Characters.isDigit(characters[i]) ? characters[i] - '0' : 0xD;
            packed[nibble / 2] |= (byte) (nibble % 2 == 0 ? value << 4 : value);
            nibble++;
        }
        return packed;
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

    /** The upper-case hex characters of the bytes. */
    static byte[] hex(byte[] bytes) {
        byte[] characters = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            characters[2 * i] = HEX_DIGITS[(bytes[i] >> 4) & 0xF];
            characters[2 * i + 1] = HEX_DIGITS[bytes[i] & 0xF];
        }
        return characters;
    }

    /** The value of a hex digit. */
    static int hex(byte character) {
        return Character.digit(character, 16);
    }
}
