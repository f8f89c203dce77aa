package io.kessai.authorization.record;

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
        void write(GrowingBytes out, Object value) {
            out.int4(1);
            out.int1((Boolean) value ? 1 : 0);
        }
    },
    BYTEA(17) {
        @Override
        void write(GrowingBytes out, Object value) {
            bytes(out, (byte[]) value);
        }
    },
    INT8(20) {
        @Override
        void write(GrowingBytes out, Object value) {
            number(out, ((Number) value).longValue());
        }
    },
    INT2(21) {
        @Override
        void write(GrowingBytes out, Object value) {
            int number = Math.toIntExact(((Number) value).longValue());
            if (number != (short) number) {
                throw new ArithmeticException(number + " is no int2");
            }
            out.int4(Short.BYTES);
            out.int2(number);
        }
    },
    INT4(23) {
        @Override
        void write(GrowingBytes out, Object value) {
            out.int4(Integer.BYTES);
            out.int4(Math.toIntExact(((Number) value).longValue()));
        }
    },
    TEXT(25) {
        @Override
        void write(GrowingBytes out, Object value) {
            bytes(out, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    },
    /** Without nulls. */
    INT8_ARRAY(1016) {
        @Override
        void write(GrowingBytes out, Object value) {
            long[] numbers = (long[]) value;
            int each = Integer.BYTES + Long.BYTES;
            out.int4(RowArray.HEADER_BYTES + numbers.length * each);
            RowArray.header(out, INT8.oid(), numbers.length);
            for (long number : numbers) {
                number(out, number);
            }
        }
    },
    DATE(1082) {
        @Override
        void write(GrowingBytes out, Object value) {
            out.int4(Integer.BYTES);
            out.int4(Math.toIntExact(EPOCH_DATE.until((LocalDate) value, ChronoUnit.DAYS)));
        }
    },
    TIMESTAMPTZ(1184) {
        @Override
        void write(GrowingBytes out, Object value) {
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
    abstract void write(GrowingBytes out, Object value);

    /** Its name; of an array, with {@code _array}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of its {@link #word}. */
    static ColumnType ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void number(GrowingBytes out, long number) {
        out.int4(Long.BYTES);
        out.int8(number);
    }

    private static void bytes(GrowingBytes out, byte[] bytes) {
        out.int4(bytes.length);
        out.all(bytes);
    }
}
