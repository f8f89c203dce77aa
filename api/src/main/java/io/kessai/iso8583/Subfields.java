package io.kessai.iso8583;

import io.kessai.domain.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a nested field by number, in the order they stand in: subfields behind a bitmap, or
 * subelements behind tags. Number 0 is what stands before the first subelement. Two are equal when
 * they have the same parts, in whatever order.
 *
 * <p>Immutable and thread-safe.
 */
public final class Subfields {
    private final Map<Integer, Object> parts;

    private Subfields(Map<Integer, Object> parts) {
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Starts without parts. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes the parts over: {@code String}, {@code Bytes} or secret. */
    static Subfields of(Map<Integer, Object> parts) {
        return new Subfields(parts);
    }

    /** The numbers that are there, in order. */
    public Set<Integer> numbers() {
        return parts.keySet();
    }

    /** The text of a part; nothing where it is not there, is binary or secret. */
    public Optional<String> text(int number) {
        return read(number, String.class);
    }

    /** The bytes of a part; nothing where it is not there, is a text or secret. */
    public Optional<Bytes> binary(int number) {
        return read(number, Bytes.class);
    }

    /** The content of a secret part, hex of a binary one; nothing where it is not there or open. */
    public Optional<Secret> secret(int number) {
        return read(number, Secret.class);
    }

    Map<Integer, Object> parts() {
        return parts;
    }

    /** The same with this text; a new part stands last. */
    Subfields with(int number, String text) {
        Map<Integer, Object> changed = new LinkedHashMap<>(parts);
        changed.put(number, text);
        return new Subfields(changed);
    }

    /** The same without its secret parts. */
    Subfields withoutSecrets() {
        Map<Integer, Object> open = new LinkedHashMap<>(parts);
        open.values().removeIf(Secret.class::isInstance);
        return new Subfields(open);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subfields subfields && parts.equals(subfields.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The numbers, never content. */
    @Override
    public String toString() {
        return numbers().toString();
    }

    private <T> Optional<T> read(int number, Class<T> kind) {
        return Optional.ofNullable(parts.get(number)).filter(kind::isInstance).map(kind::cast);
    }

    /** Collects parts. Not thread-safe. */
    public static final class Builder {
        private final Map<Integer, Object> parts = new LinkedHashMap<>();

        private Builder() {}

        /** Sets a text. */
        public Builder text(int number, String text) {
            return set(number, text);
        }

        /** Sets bytes. */
        public Builder binary(int number, Bytes bytes) {
            return set(number, bytes);
        }

        /** Sets a secret from its content in clear (hex for a binary one). */
        public Builder secret(int number, String content) {
            return set(number, Secret.of(content));
        }

        /** The parts; the builder may go on. */
        public Subfields build() {
            return new Subfields(parts);
        }

        private Builder set(int number, Object value) {
            parts.put(number, value);
            return this;
        }
    }
}
