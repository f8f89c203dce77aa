package io.kessai.iso8583;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One ISO 8583 message: its type and its fields by number, free of any dialect.
 *
 * <p>A field holds a text, bytes, {@link Subfields} or a {@link Secret}. Fields 2, 35, 36, 45 and
 * 52 are secret in every dialect, others where the dialect says so; a secret cannot be read as
 * text. Numbers are texts of digits, an amount with a sign is a text such as {@code D00000100}, a
 * binary secret is upper-case hex. Immutable and thread-safe; {@link MessageCodec#describe} is what
 * may be logged.
 */
public final class Message {
    private final Mti mti;
    private final Object[] values;

    /** Takes the array over: index = field number, {@code String}, {@code Bytes} or secret. */
    Message(Mti mti, Object[] values) {
        this.mti = mti;
        this.values = values;
    }

    /** Starts a message of this type without fields. */
    public static Builder builder(Mti mti) {
        return new Builder(mti, new Object[Dialect.PRIMARY_MAX + 1]);
    }

    /** As {@link #builder(Mti)}, from four digits such as {@code 0100}. */
    public static Builder builder(String mti) {
        return builder(Mti.of(mti));
    }

    /** Starts a message with everything this one has. */
    public Builder toBuilder() {
        return toBuilder(mti);
    }

    /** Starts a message of another type with everything this one has. */
    Builder toBuilder(Mti type) {
        return new Builder(type, values.clone());
    }

    public Mti mti() {
        return mti;
    }

    /** Whether field {@code number} is there. */
    public boolean has(int number) {
        return number >= 0 && number < values.length && values[number] != null;
    }

    /** The numbers of all fields that are there, ascending. */
    public IntStream fields() {
        return IntStream.range(0, values.length).filter(this::has);
    }

    /**
     * The text of a field.
     *
     * @throws IllegalArgumentException when the field is secret or binary: the caller's mistake
     */
    public Optional<String> text(int number) {
        refuseSecret(number);
        return read(number, String.class);
    }

    /**
     * The bytes of a binary field.
     *
     * @throws IllegalArgumentException when the field is secret or a text: the caller's mistake
     */
    public Optional<Bytes> binary(int number) {
        refuseSecret(number);
        return read(number, Bytes.class);
    }

    /**
     * The parts of a nested field.
     *
     * @throws IllegalArgumentException when the field is secret, a text or binary: the caller's
     *     mistake
     */
    public Optional<Subfields> subfields(int number) {
        refuseSecret(number);
        return read(number, Subfields.class);
    }

    /**
     * The content of a secret field.
     *
     * @throws IllegalArgumentException when the field is not secret: the caller's mistake
     */
    public Optional<Secret> secret(int number) {
        return read(number, Secret.class);
    }

    /** The data objects of a binary field such as DE55, or nothing when they are not BER-TLV. */
    public Optional<Tlv> tlv(int number) {
        return binary(number).flatMap(Tlv::parse);
    }

    /**
     * The card number: DE2, else from track 2 (DE35), else from track 1 (DE45); nothing when none
     * of them has one or when they disagree (docs/authorization.md, section 2).
     */
    public Optional<Pan> pan() {
        return CardNumber.of(this);
    }

    /** The value of any kind; for the codec. */
    Optional<Object> value(int number) {
        return has(number) ? Optional.of(values[number]) : Optional.empty();
    }

    /** The highest field number there is, or 0. */
    int last() {
        int number = values.length - 1;
        while (number > 0 && values[number] == null) {
            number--;
        }
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message message
                && mti.equals(message.mti)
                && Arrays.equals(present(), message.present());
    }

    @Override
    public int hashCode() {
        return 31 * mti.hashCode() + Arrays.hashCode(present());
    }

    /** The type and the numbers of the fields, never content: {@code 0800 [7, 11, 70]}. */
    @Override
    public String toString() {
        return mti + " " + fields().boxed().toList();
    }

    private Object[] present() {
        return Arrays.copyOf(values, Dialect.FIELDS_MAX + 1);
    }

    /** Card number, tracks and PIN block: a dialect cannot make them readable. */
    static boolean isAlwaysSecret(int number) {
        return switch (number) {
            case 2, 35, 36, 45, 52 -> true;
            default -> false;
        };
    }

    private static void refuseSecret(int number) {
        if (isAlwaysSecret(number)) {
            throw new IllegalArgumentException("field " + number + " is secret");
        }
    }

    private <T> Optional<T> read(int number, Class<T> kind) {
        if (!has(number)) {
            return Optional.empty();
        }
        if (!kind.isInstance(values[number])) {
            throw new IllegalArgumentException(
                    "field " + number + " is no " + kind.getSimpleName());
        }
        return Optional.of(kind.cast(values[number]));
    }

    /** Collects the fields of a message. Not thread-safe. */
    public static final class Builder {
        private final Mti mti;
        private Object[] values;

        /** Whether a message has the values too. */
        private boolean isShared;

        private Builder(Mti mti, Object[] values) {
            this.mti = mti;
            this.values = values;
        }

        /**
         * Sets a text field.
         *
         * @throws IllegalArgumentException for a field that is secret in every dialect
         */
        public Builder text(int number, String text) {
            refuseSecret(number);
            return set(number, text);
        }

        /** Sets a binary field. */
        public Builder binary(int number, Bytes bytes) {
            return set(number, bytes);
        }

        /** Sets a nested field. */
        public Builder subfields(int number, Subfields parts) {
            return set(number, parts);
        }

        /** Sets a secret field. */
        public Builder secret(int number, Secret secret) {
            return set(number, secret);
        }

        /** Sets a secret field from its content in clear (hex for a binary one). */
        public Builder secret(int number, String content) {
            return set(number, Secret.of(content));
        }

        /** Sets the card number (DE2). */
        public Builder pan(Pan pan) {
            return secret(2, pan.reveal(PanAccess.get()));
        }

        /** Takes over, unchanged and of any kind, those of the fields that {@code from} has. */
        public Builder echo(Message from, int... numbers) {
            for (int number : numbers) {
                from.value(number).ifPresent(value -> set(number, value));
            }
            return this;
        }

        /**
         * As {@link #echo}, but of a field with parts only those that are no secrets, and not the
         * field where all of them are. A whole field that is a secret is taken over.
         */
        public Builder echoWithoutSecretParts(Message from, int... numbers) {
            for (int number : numbers) {
                from.value(number)
                        .map(value -> value instanceof Subfields s ? s.withoutSecrets() : value)
                        .filter(value -> !(value instanceof Subfields s && s.numbers().isEmpty()))
                        .ifPresent(value -> set(number, value));
            }
            return this;
        }

        /** Drops a field; no effect where it is not there. */
        public Builder remove(int number) {
            checkNumber(number);
            return put(number, null);
        }

        /** The message; the builder may go on. */
        public Message build() {
            isShared = true;
            return new Message(mti, values);
        }

        private Builder set(int number, Object value) {
            checkNumber(number);
            return put(number, value);
        }

        private static void checkNumber(int number) {
            if (number < 2 || number > Dialect.FIELDS_MAX) {
                throw new IllegalArgumentException(number + " is no field number");
            }
        }

        private Builder put(int number, @Nullable Object value) {
            if (isShared || number >= values.length) {
                values =
                        Arrays.copyOf(
                                values,
                                number > Dialect.PRIMARY_MAX
                                        ? Dialect.FIELDS_MAX + 1
                                        : values.length);
                isShared = false;
            }
            values[number] = value;
            return this;
        }
    }
}
