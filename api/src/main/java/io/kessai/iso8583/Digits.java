package io.kessai.iso8583;

import java.util.Locale;

/** How a number outside the fields' content (a type, a length) is written. */
enum Digits {
    /** A byte a digit. */
    ASCII(10),
    /** A byte a digit, F0 to F9. */
    EBCDIC(10),
    /** Two digits a byte. */
    BCD(100),
    /** The number itself, the highest byte first. */
    BINARY(256);

    private final int base;

    Digits(int base) {
        this.base = base;
    }

    /** What a dialect file calls by this word. */
    static Digits of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** How many bytes a prefix takes that the table writes with so many dots. */
    int prefixWidth(int dots) {
        return switch (this) {
            case ASCII, EBCDIC -> dots;
            case BCD -> (dots + 1) / 2;
            case BINARY -> dots - 1;
        };
    }

    /** The highest length behind a prefix of so many dots. */
    int prefixMax(int dots) {
        return dots == 3 ? 999 : this == BINARY ? 255 : 99;
    }

    /** The number in {@code width} bytes from {@code at}, or -1 when they are not all digits. */
    int read(byte[] in, int at, int width) {
        int number = 0;
        for (int i = at; i < at + width; i++) {
            int value = value(in[i] & 0xFF);
            if (value < 0) {
                return -1;
            }
            number = number * base + value;
        }
        return number;
    }

    /** Writes the number into {@code width} bytes from {@code at}. */
    void write(int number, byte[] out, int at, int width) {
        int rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            int value = rest % base;
            out[i] =
                    (byte)
                            switch (this) {
                                case ASCII -> '0' + value;
                                case EBCDIC -> 0xF0 + value;
                                case BCD -> ((value / 10) << 4) | (value % 10);
                                case BINARY -> value;
                            };
            rest /= base;
        }
    }

    private int value(int read) {
        return switch (this) {
            case ASCII -> read >= '0' && read <= '9' ? read - '0' : -1;
            case EBCDIC -> read >= 0xF0 && read <= 0xF9 ? read - 0xF0 : -1;
            case BCD ->
                    (read >> 4) <= 9 && (read & 0xF) <= 9 ? (read >> 4) * 10 + (read & 0xF) : -1;
            case BINARY -> read;
        };
    }
}
