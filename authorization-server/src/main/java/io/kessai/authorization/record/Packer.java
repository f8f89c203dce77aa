package io.kessai.authorization.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Writes values into few bytes: numbers as zig-zag varints, text as length and UTF-8. */
final class Packer {

    private final GrowingBytes bytes = new GrowingBytes(256);

    Packer number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes.int1((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.int1((int) rest);
        return this;
    }

    Packer text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes.all(utf8);
        return this;
    }

    Packer flag(boolean value) {
        bytes.int1(value ? 1 : 0);
        return this;
    }

    Packer word(Enum<?> value) {
        return text(value.name());
    }

    Packer raw(byte[] value) {
        bytes.all(value);
        return this;
    }

    Packer instant(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    Packer number(OptionalLong value) {
        flag(value.isPresent());
        return value.isPresent() ? number(value.getAsLong()) : this;
    }

    <T> Packer maybe(Optional<T> value, BiConsumer<Packer, T> writer) {
        flag(value.isPresent());
        value.ifPresent(present -> writer.accept(this, present));
        return this;
    }

    <T> Packer each(Iterable<T> values, int count, BiConsumer<Packer, T> writer) {
        number(count);
        for (T value : values) {
            writer.accept(this, value);
        }
        return this;
    }

    byte[] toBytes() {
        return bytes.toBytes();
    }
}
