package io.kessai.iso8583;

/**
 * The character classes of ISO 8583's attributes, over bytes.
 *
 * <p>Bytes from A0 up are carried as they came in {@code ans} fields (names of merchants arrive in
 * Latin-1 and JIS X 0201); control characters are never content.
 */
final class Characters {
    static final int DIGIT = 1;
    static final int LETTER = 2;
    static final int SPACE = 4;
    static final int SPECIAL = 8;

    /** Between card number and expiry on a track: {@code =}, or D as it is written in hex. */
    static final int SEPARATOR = 16;

    private static final byte[] CLASSES = classes();

    private Characters() {}

    /** The index of the first byte in none of the classes {@code allowed}, or -1. */
    static int firstOutside(int allowed, byte[] characters, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((CLASSES[characters[i] & 0xFF] & allowed) == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The index of the first character of a text in none of the classes {@code allowed}, or -1; one
     * that is not in ISO 8859-1 is in none.
     */
    static int firstOutside(int allowed, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c > 0xFF || (CLASSES[c] & allowed) == 0) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 0; c < classes.length; c++) {
            classes[c] = (byte) classOf(c);
        }
        return classes;
    }

    private static int classOf(int c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c == 'D') {
            return LETTER | SEPARATOR;
        }
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
            return LETTER;
        }
        if (c == ' ') {
            return SPACE;
        }
        if (c == '=') {
            return SPECIAL | SEPARATOR;
        }
        return (c > ' ' && c < 0x7F) || c >= 0xA0 ? SPECIAL : 0;
    }
}
