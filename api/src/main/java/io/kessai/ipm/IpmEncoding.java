package io.kessai.ipm;

import java.nio.charset.Charset;

/** How a file writes characters: a byte each, both sets with the 256 characters of ISO 8859-1. */
public enum IpmEncoding {
    /** ISO 8859-1, of which ASCII is the lower half. */
    ASCII,
    /** Code page 500; 037 differs in brackets, exclamation mark, circumflex and bar. */
    EBCDIC;

    /** The JDK reads both 15 and 25 as line feed; code page 500 has next line at 15. */
    private static final int EBCDIC_NEXT_LINE = 0x15;

    private static final byte NEXT_LINE = (byte) 0x85;

    private static final byte[] FROM_EBCDIC = fromEbcdic();
    private static final byte[] TO_EBCDIC = inverse(FROM_EBCDIC);

    /** The characters as ISO 8859-1: the same array where nothing changes, else a new one. */
    byte[] toLatin1(byte[] sent) {
        if (this == ASCII) {
            return sent;
        }
        byte[] characters = new byte[sent.length];
        for (int i = 0; i < sent.length; i++) {
            characters[i] = FROM_EBCDIC[sent[i] & 0xFF];
        }
        return characters;
    }

    /** The byte that stands for a character of ISO 8859-1. */
    byte of(char character) {
        return this == ASCII ? (byte) character : TO_EBCDIC[character];
    }

    /** Whether the four bytes from {@code at} are digits in this encoding. */
    boolean isFourDigits(byte[] bytes, int at) {
        int zero = of('0') & 0xFF;
        for (int i = at; i < at + 4; i++) {
            int digit = (bytes[i] & 0xFF) - zero;
            if (digit < 0 || digit > 9) {
                return false;
            }
        }
        return true;
    }

    private static byte[] fromEbcdic() {
        Charset charset = Charset.forName("IBM500");
        byte[] characters = new byte[256];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (byte) new String(new byte[] {(byte) i}, charset).charAt(0);
        }
        characters[EBCDIC_NEXT_LINE] = NEXT_LINE;
        return characters;
    }

    private static byte[] inverse(byte[] table) {
        byte[] inverse = new byte[table.length];
        for (int i = 0; i < table.length; i++) {
            inverse[table[i] & 0xFF] = (byte) i;
        }
        return inverse;
    }
}
