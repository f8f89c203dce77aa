package io.kessai.iso8583;

import java.util.Arrays;

/** The payload under construction. Not thread-safe; used for one message. */
final class PayloadWriter {
    private byte[] bytes = new byte[512];
    private int length;

    void write(byte[] source) {
        write(source, 0, source.length);
    }

    void write(byte[] source, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Writes a number in {@code width} bytes, one or two digits each. */
    void writeNumber(int number, int width, boolean bcd) {
        byte[] digits = new byte[width];
        int rest = number;
        for (int i = width - 1; i >= 0; i--) {
            int low = rest % 10;
            int high = bcd ? rest / 10 % 10 : 0;
            digits[i] = (byte) (bcd ? high << 4 | low : '0' + low);
            rest /= bcd ? 100 : 10;
        }
        write(digits);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
