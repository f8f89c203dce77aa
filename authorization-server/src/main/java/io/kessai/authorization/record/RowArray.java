package io.kessai.authorization.record;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * An array of composite values in PostgreSQL's binary form (what array_recv and record_recv read):
 * no number or date is written as text here, nor read from text there.
 */
final class RowArray {

    /** What {@link #header} writes. */
    static final int HEADER_BYTES = 5 * Integer.BYTES;

    private static final int ONE_DIMENSION = 1;
    private static final int WITHOUT_NULLS = 0;
    private static final int FIRST_INDEX = 1;
    private static final int NULL_LENGTH = -1;
    private static final int ROW_BYTES_LIKELY = 256;

    private RowArray() {}

    /**
     * @param rows each of as many values as the type has columns; an empty {@link Optional} is null
     * @param oid the database's number of the composite type
     */
    static byte[] encode(RowType type, List<Object[]> rows, int oid) {
        Bytes bytes = new Bytes(HEADER_BYTES + rows.size() * ROW_BYTES_LIKELY);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            header(out, oid, rows.size());
            for (Object[] row : rows) {
                int length = bytes.size();
                out.writeInt(0);
                row(out, type.columns(), row);
                bytes.set(length, bytes.size() - length - Integer.BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Bytes of which a length is known once what it counts is written. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int size) {
            super(size);
        }

        void set(int position, int value) {
            ByteBuffer.wrap(buf).putInt(position, value);
        }
    }

    /** What comes before the elements of an array that has one dimension, and no nulls. */
    static void header(DataOutputStream out, int elementOid, int elements) throws IOException {
        out.writeInt(ONE_DIMENSION);
        out.writeInt(WITHOUT_NULLS);
        out.writeInt(elementOid);
        out.writeInt(elements);
        out.writeInt(FIRST_INDEX);
    }

    private static void row(DataOutputStream out, List<ColumnType> types, Object[] row)
            throws IOException {
        out.writeInt(row.length);
        for (int i = 0; i < row.length; i++) {
            ColumnType type = types.get(i);
            out.writeInt(type.oid());
            if (!(row[i] instanceof Optional<?> maybe)) {
                type.write(out, row[i]);
            } else if (maybe.isPresent()) {
                type.write(out, maybe.get());
            } else {
                out.writeInt(NULL_LENGTH);
            }
        }
    }
}
