package io.kessai.domain;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What stands for a PAN everywhere but in the vault: the first 16 bytes of a keyed HMAC-SHA-256.
 *
 * <p>Not sensitive: without the key it leads back to no PAN.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian
 */
public record PanToken(long high, long low) {

    /** Length of a token in bytes. */
    public static final int LENGTH = 16;

    /** Stands where a message carries no PAN. */
    public static final PanToken NONE = new PanToken(0, 0);

    /**
     * @throws IllegalArgumentException unless there are exactly 16 bytes
     */
    public static PanToken of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a PAN token has 16 bytes, got " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new PanToken(buffer.getLong(), buffer.getLong());
    }

    /** The 16 bytes, a new array at each call. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
