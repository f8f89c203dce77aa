package io.kessai.ipm;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a file writes characters: a byte each, both sets with the 256 characters of ISO 8859-1. */
public enum IpmEncoding {
    /** ISO 8859-1, of which ASCII is the lower half. */
    ASCII(StandardCharsets.ISO_8859_1),
    /** Code page 500; 037 differs in brackets, exclamation mark, circumflex and bar. */
    EBCDIC(Charset.forName("IBM500"));

    private static final int BYTES = 256;

    /** The JDK reads both 15 and 25 as line feed; code page 500 has next line at 15. */
    private static final int EBCDIC_NEW_LINE = 0x15;

    private static final char NEXT_LINE = 0x85;

    private final byte[] toLatin1 = new byte[BYTES];
    private final byte[] fromLatin1 = new byte[BYTES];

    IpmEncoding(Charset charset) {
        boolean isEbcdic = charset != StandardCharsets.ISO_8859_1;
        for (int i = 0; i < BYTES; i++) {
            boolean isNewLine = isEbcdic && i == EBCDIC_NEW_LINE;
            char character =
                    isNewLine ? NEXT_LINE : new String(new byte[] {(byte) i}, charset).charAt(0);
            toLatin1[i] = (byte) character;
            fromLatin1[character] = (byte) i;
        }
    }

    /** The characters as ISO 8859-1: the same array where nothing changes, else a new one. */
    byte[] toLatin1(byte[] sent) {
        if (this == ASCII) {
            return sent;
        }
        byte[] characters = new byte[sent.length];
        for (int i = 0; i < sent.length; i++) {
            characters[i] = toLatin1[sent[i] & 0xFF];
        }
        return characters;
    }

    /** The byte that stands for a character of ISO 8859-1. */
    byte of(char character) {
        return fromLatin1[character];
    }

    /** Whether the four bytes from {@code at} are digits in this encoding. */
    boolean isFourDigits(byte[] bytes, int at) {
        for (int i = at; i < at + 4; i++) {
            byte character = toLatin1[bytes[i] & 0xFF];
            if (character < '0' || character > '9') {
                return false;
            }
        }
        return true;
    }
}
