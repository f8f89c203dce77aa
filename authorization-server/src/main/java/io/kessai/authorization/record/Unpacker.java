package io.kessai.authorization.record;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads what {@link Packer} wrote.
 *
 * <p>Bytes that {@code Packer} did not write are a damaged journal row, which its reader reports:
 * they end in an {@link IllegalArgumentException}, or read as other values. Not thread-safe.
 */
final class Unpacker {

    /** Where the tenth byte of a number goes: one bit is left for it. */
    private static final int LAST_SHIFT = 63;

    private final byte[] bytes;
    private int at;

    private Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What {@code reader} makes of all the bytes.
     *
     * @throws IllegalArgumentException if they are damaged or more than it reads
     */
    static <T> T whole(byte[] bytes, Function<Unpacker, T> reader) {
        return head(
                bytes,
                in -> {
                    T value = reader.apply(in);
                    if (in.at != bytes.length) {
                        throw new IllegalArgumentException("journal bytes go on after their end");
                    }
                    return value;
                });
    }

    /**
     * What {@code reader} makes of the first bytes.
     *
     * @throws IllegalArgumentException if they are damaged
     */
    static <T> T head(byte[] bytes, Function<Unpacker, T> reader) {
        try {
            return reader.apply(new Unpacker(bytes));
        } catch (IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("journal bytes are damaged", e);
        }
    }

    long number() {
        long result = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            if (shift == LAST_SHIFT && next >>> 1 != 0) {
                throw new IllegalArgumentException("a number in the journal has over 64 bits");
            }
            result |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        if (next == 0 && shift > 7) {
            throw new IllegalArgumentException(
                    "a number in the journal is not in its shortest form");
        }
        return (result >>> 1) ^ -(result & 1);
    }

    int integer() {
        return Math.toIntExact(number());
    }

    String text() {
        return new String(raw(integer()), StandardCharsets.UTF_8);
    }

    boolean flag() {
        byte flag = bytes[at++];
        if (flag != 0 && flag != 1) {
            throw new IllegalArgumentException("neither yes nor no in the journal");
        }
        return flag == 1;
    }

    <E extends Enum<E>> E word(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    byte[] raw(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw new IndexOutOfBoundsException(length + " bytes asked for at " + at);
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    Instant instant() {
        return Instant.ofEpochSecond(number(), number());
    }

    OptionalLong optionalNumber() {
        return flag() ? OptionalLong.of(number()) : OptionalLong.empty();
    }

    <T> Optional<T> maybe(Function<Unpacker, T> reader) {
        return flag() ? Optional.of(reader.apply(this)) : Optional.empty();
    }

    <T> List<T> each(Function<Unpacker, T> reader) {
        int count = integer();
        List<T> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(reader.apply(this));
        }
        return values;
    }
}
