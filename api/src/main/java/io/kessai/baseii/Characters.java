package io.kessai.baseii;

import java.nio.charset.StandardCharsets;

/** Reads numbers and texts out of ISO 8859-1 bytes. Positions are from inclusive, to exclusive. */
final class Characters {
    private static final int LONG_DIGITS_MAX = 18;

    private Characters() {}

    /** The number, or -1 where a character is no digit or there are more than 18. */
    static long number(byte[] text, int from, int to) {
        if (to - from > LONG_DIGITS_MAX) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static boolean isBlank(byte[] text, int from, int to) {
        return isAll(text, from, to, ' ');
    }

    static boolean isBlankOrZero(byte[] text, int from, int to) {
        return isBlank(text, from, to) || isAll(text, from, to, '0');
    }

    static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /** The text without the blanks behind it. */
    static String text(byte[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] == ' ') {
            end--;
        }
        return new String(text, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** How many digits stand there one after the other. */
    static int leadingDigits(byte[] text, int from, int to) {
        int end = from;
        while (end < to && isDigit(text[end])) {
            end++;
        }
        return end - from;
    }

    private static boolean isAll(byte[] text, int from, int to, char character) {
        for (int i = from; i < to; i++) {
            if (text[i] != character) {
                return false;
            }
        }
        return true;
    }
}
