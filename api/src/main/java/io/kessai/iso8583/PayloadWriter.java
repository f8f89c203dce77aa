package io.kessai.iso8583;

import io.kessai.domain.Ebcdic;
import java.util.Arrays;

/** The payload under construction. Not thread-safe; used for one message. */
final class PayloadWriter {
    private static final int BYTES_LIKELY = 256;

    private byte[] bytes = new byte[BYTES_LIKELY];
    private int length;

    void write(byte[] source) {
        int at = reserve(source.length);
        System.arraycopy(source, 0, bytes, at, source.length);
    }

    /** The number in {@code width} bytes. */
    void number(Digits notation, int number, int width) {
        int at = reserve(width);
        notation.write(number, bytes, at, width);
    }

    /** All characters of the text, which are in ISO 8859-1, a byte each. */
    void characters(String text, boolean ebcdic) {
        characters(text, text.length(), ebcdic);
    }

    /** The first {@code count} characters of the text, as ISO 8859-1 or EBCDIC. */
    void characters(String text, int count, boolean ebcdic) {
        int at = reserve(count);
        for (int i = 0; i < count; i++) {
            byte latin = (byte) text.charAt(i);
            bytes[at + i] = ebcdic ? Ebcdic.fromLatin(latin) : latin;
        }
    }

    /** The characters from {@code first} as nibbles, an odd number of them behind a zero nibble. */
    void packed(String text, int first) {
        int count = text.length() - first;
        int at = reserve((count + 1) / 2);
        Numerals.pack(text, first, bytes, at);
    }

    /** The bytes as upper-case hex characters. */
    void hex(byte[] source) {
        int at = reserve(2 * source.length);
        Numerals.hex(source, bytes, at);
    }

    /** The eight bytes of a bitmap, its highest bit first. */
    void bitmap(long bits, boolean hex) {
        byte[] bitmap = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bitmap[i] = (byte) (bits >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        if (hex) {
            hex(bitmap);
        } else {
            write(bitmap);
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Makes room; gives the index of its first byte, which is zero like the others. */
    private int reserve(int count) {
        int at = length;
        length += count;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length));
        }
        return at;
    }
}
