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

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
