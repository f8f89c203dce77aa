package io.kessai.authorization.record;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A type of PostgreSQL and its binary form: what its receive function reads (int8recv and so on),
 * the length before it.
 */
enum ColumnType {
    BOOL(16) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeInt(1);
            out.writeBoolean((Boolean) value);
        }
    },
    BYTEA(17) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            bytes(out, (byte[]) value);
        }
    },
    INT8(20) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            number(out, ((Number) value).longValue());
        }
    },
    INT2(21) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            int number = Math.toIntExact(((Number) value).longValue());
            if (number != (short) number) {
                throw new ArithmeticException(number + " is no int2");
            }
            out.writeInt(Short.BYTES);
            out.writeShort(number);
        }
    },
    INT4(23) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeInt(Integer.BYTES);
            out.writeInt(Math.toIntExact(((Number) value).longValue()));
        }
    },
    TEXT(25) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            bytes(out, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    },
    /** Without nulls. */
    INT8_ARRAY(1016) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            long[] numbers = (long[]) value;
            int each = Integer.BYTES + Long.BYTES;
            out.writeInt(RowArray.HEADER_BYTES + numbers.length * each);
            RowArray.header(out, INT8.oid(), numbers.length);
            for (long number : numbers) {
                number(out, number);
            }
        }
    },
    DATE(1082) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeInt(Integer.BYTES);
            out.writeInt(Math.toIntExact(EPOCH_DATE.until((LocalDate) value, ChronoUnit.DAYS)));
        }
    },
    TIMESTAMPTZ(1184) {
        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            number(out, EPOCH.until((Instant) value, ChronoUnit.MICROS));
        }
    };

    /** PostgreSQL counts days and microseconds from the beginning of 2000, UTC. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final LocalDate EPOCH_DATE = LocalDate.of(2000, 1, 1);

    private final int oid;

    ColumnType(int oid) {
        this.oid = oid;
    }

    /** The database's number of the type, the same in every database. */
    int oid() {
        return oid;
    }

    /** The length and the value. */
    abstract void write(DataOutputStream out, Object value) throws IOException;

    /** Its name; of an array, with {@code _array}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of its {@link #word}. */
    static ColumnType ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void number(DataOutputStream out, long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
