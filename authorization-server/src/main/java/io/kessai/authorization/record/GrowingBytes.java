package io.kessai.authorization.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes that are put behind each other, numbers with the highest byte first. For one thread: the
 * JDK's streams take a lock for each of a row's two hundred numbers.
 */
final class GrowingBytes {

    private static final VarHandle INT2 = bigEndian(short[].class);
    private static final VarHandle INT4 = bigEndian(int[].class);
    private static final VarHandle INT8 = bigEndian(long[].class);

    private byte[] bytes;
    private int size;

    /**
     * @param likely how many bytes, more or less
     */
    GrowingBytes(int likely) {
        bytes = new byte[likely];
    }

    private static VarHandle bigEndian(Class<?> numbers) {
        return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
    }

    int size() {
        return size;
    }

    void int1(int value) {
        int at = next(1);
        bytes[at] = (byte) value;
    }

    void int2(int value) {
        int at = next(Short.BYTES);
        INT2.set(bytes, at, (short) value);
    }

    void int4(int value) {
        int at = next(Integer.BYTES);
        INT4.set(bytes, at, value);
    }

    void int8(long value) {
        int at = next(Long.BYTES);
        INT8.set(bytes, at, value);
    }

    void all(byte[] value) {
        int at = next(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
    }

    /** In place of four bytes that were put there before. */
    void setInt4(int at, int value) {
        INT4.set(bytes, at, value);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Where as many bytes go. */
    private int next(int more) {
        int at = size;
        size = Math.addExact(size, more);
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, Math.multiplyExact(2, bytes.length)));
        }
        return at;
    }
}
