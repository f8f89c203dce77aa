package io.kessai.authorization.record;

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
        GrowingBytes out = new GrowingBytes(HEADER_BYTES + rows.size() * ROW_BYTES_LIKELY);
        header(out, oid, rows.size());
        for (Object[] row : rows) {
            int length = out.size();
            out.int4(0);
            row(out, type.columns(), row);
            out.setInt4(length, out.size() - length - Integer.BYTES);
        }
        return out.toBytes();
    }

    /** What comes before the elements of an array that has one dimension, and no nulls. */
    static void header(GrowingBytes out, int elementOid, int elements) {
        out.int4(ONE_DIMENSION);
        out.int4(WITHOUT_NULLS);
        out.int4(elementOid);
        out.int4(elements);
        out.int4(FIRST_INDEX);
    }

    private static void row(GrowingBytes out, List<ColumnType> types, Object[] row) {
        out.int4(row.length);
        for (int i = 0; i < row.length; i++) {
            ColumnType type = types.get(i);
            out.int4(type.oid());
            if (!(row[i] instanceof Optional<?> maybe)) {
                type.write(out, row[i]);
            } else if (maybe.isPresent()) {
                type.write(out, maybe.get());
            } else {
                out.int4(NULL_LENGTH);
            }
        }
    }
}
