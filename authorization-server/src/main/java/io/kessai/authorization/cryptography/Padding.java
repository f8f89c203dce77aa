package io.kessai.authorization.cryptography;

import java.util.Arrays;

/** How data is filled up to whole blocks (ISO/IEC 9797-1). */
enum Padding {
    /** Method 1: as few zeros as it takes. */
    ZEROS,
    /** Method 2: a one bit, and as few zeros as it takes. */
    ONE_AND_ZEROS;

    private static final byte ONE = (byte) 0x80;

    byte[] applied(byte[] data) {
        byte[] marked =
                switch (this) {
                    case ZEROS -> data;
                    case ONE_AND_ZEROS -> Hex.join(data, new byte[] {ONE});
                };
        int blocks = (marked.length + DesKey.BLOCK - 1) / DesKey.BLOCK;
        return Arrays.copyOf(marked, blocks * DesKey.BLOCK);
    }
}
