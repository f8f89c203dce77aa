package io.kessai.ipm;

/** How records are put into a file. */
public enum IpmFraming {
    /** Each record behind its length in four bytes; a length of zero ends the data. */
    VBS((byte) 0),
    /** VBS cut every 1012 bytes, two bytes 40 after each part, and padded with 40. */
    BLOCKED_40((byte) 0x40),
    /** VBS cut every 1012 bytes, two bytes 00 after each part, and padded with 00. */
    BLOCKED_00((byte) 0);

    /** Bytes of a block on the medium. */
    static final int BLOCK = 1014;

    /** Bytes of a block that carry data. */
    static final int BLOCK_DATA = 1012;

    /** Bytes of the length before a record, which does not count itself. */
    static final int LENGTH_BYTES = 4;

    private final byte filler;

    IpmFraming(byte filler) {
        this.filler = filler;
    }

    public boolean isBlocked() {
        return this != VBS;
    }

    byte filler() {
        return filler;
    }

    /** The offset on the medium of a byte of the VBS stream. */
    long physical(long offset) {
        return isBlocked() ? offset / BLOCK_DATA * BLOCK + offset % BLOCK_DATA : offset;
    }

    /** Whether a byte is what writers fill with. */
    static boolean isFiller(byte content) {
        return content == 0 || content == 0x40;
    }
}
