package io.kessai.clearing.audit;

import java.util.Arrays;

/** What a byte or nibble means to {@link SymbolRun}: a digit is its value, 0 to 9. */
final class Symbols {
    /** Divides number and expiry on track 2: {@code =}, or the nibble D. */
    static final int TRACK_2_SEPARATOR = 10;

    /** Divides number, name and expiry on track 1: {@code ^}. */
    static final int TRACK_1_SEPARATOR = 11;

    /** Anything that may stand in a name on track 1. */
    static final int OTHER = 12;

    private static final int[] ASCII = table('0', '=', '^', '^');

    /** Code page 1047 has the circumflex at 5F, code page 500 too; 037 has it at B0. */
    private static final int[] EBCDIC = table(0xf0, 0x7e, 0x5f, 0xb0);

    private static final byte[] HEX = hexTable();

    private Symbols() {}

    /** The value of a hex digit in ASCII, or -1. */
    static int hexValue(int b) {
        return HEX[b];
    }

    private static byte[] hexTable() {
        byte[] table = new byte[256];
        for (int b = 0; b < table.length; b++) {
            table[b] = (byte) (b < 128 ? Character.digit(b, 16) : -1);
        }
        return table;
    }

    static int ofAscii(int b) {
        return ASCII[b];
    }

    static int ofEbcdic(int b) {
        return EBCDIC[b];
    }

    static int ofNibble(int nibble) {
        if (nibble < 10) {
            return nibble;
        }
        return nibble == 0xd ? TRACK_2_SEPARATOR : OTHER;
    }

    private static int[] table(int zero, int equalSign, int circumflex, int otherCircumflex) {
        int[] table = new int[256];
        Arrays.fill(table, OTHER);
        for (int digit = 0; digit < 10; digit++) {
            table[zero + digit] = digit;
        }
        table[equalSign] = TRACK_2_SEPARATOR;
        table[circumflex] = TRACK_1_SEPARATOR;
        table[otherCircumflex] = TRACK_1_SEPARATOR;
        return table;
    }
}
