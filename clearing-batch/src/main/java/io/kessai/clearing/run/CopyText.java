package io.kessai.clearing.run;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by {@code COPY … from stdin} in text format, in constant memory.
 * Not for use by several threads.
 */
public final class CopyText implements AutoCloseable {
    private static final int FLUSH_BYTES = 1 << 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final CopyIn copy;
    private byte[] buffer = new byte[FLUSH_BYTES + 4096];
    private int length;
    private boolean isRowBegun;

    private CopyText(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * @param sql {@code copy … from stdin}; a transaction is its caller's business
     */
    public static CopyText begin(Connection connection, String sql) throws SQLException {
        return new CopyText(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
    }

    public CopyText number(long value) {
        column();
        if (value == 0) {
            put((byte) '0');
        } else {
            digits(value);
        }
        return this;
    }

    /** Bytes that no text column takes (NUL) become blanks. */
    public CopyText text(String value) {
        column();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return rest(value.substring(i));
            }
            character((byte) c);
        }
        return this;
    }

    public CopyText truth(boolean value) {
        column();
        put((byte) (value ? 't' : 'f'));
        return this;
    }

    public CopyText bytes(byte[] value) {
        column();
        put((byte) '\\');
        put((byte) '\\');
        put((byte) 'x');
        for (byte b : value) {
            put(HEX[(b >> 4) & 0xf]);
            put(HEX[b & 0xf]);
        }
        return this;
    }

    /** A column without a value. */
    public CopyText absent() {
        column();
        put((byte) '\\');
        put((byte) 'N');
        return this;
    }

    public void endRow() throws SQLException {
        put((byte) '\n');
        isRowBegun = false;
        if (length >= FLUSH_BYTES) {
            flush();
        }
    }

    /** Ends the copy and returns how many rows it was. */
    public long finish() throws SQLException {
        flush();
        return copy.endCopy();
    }

    /** Gives the copy up, unless it is finished. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private CopyText rest(String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            character(b);
        }
        return this;
    }

    private void character(byte b) {
        switch (b) {
            case '\\' -> escaped('\\');
            case '\t' -> escaped('t');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case 0 -> put((byte) ' ');
            default -> put(b);
        }
    }

    private void escaped(char name) {
        put((byte) '\\');
        put((byte) name);
    }

    private void digits(long value) {
        byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        for (byte b : text) {
            put(b);
        }
    }

    private void column() {
        if (isRowBegun) {
            put((byte) '\t');
        }
        isRowBegun = true;
    }

    private void put(byte b) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        buffer[length++] = b;
    }

    private void flush() throws SQLException {
        if (length > 0) {
            copy.writeToCopy(buffer, 0, length);
            length = 0;
        }
    }
}
