package io.kessai.ipm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts the bytes of a file into records, in memory that does not grow with the file. Not
 * thread-safe.
 */
final class VbsStream {
    /** How much is read at once, and looked at to find out the format: whole blocks. */
    static final int CHUNK = 64 * IpmFraming.BLOCK;

    private static final int PADDING_AS_LENGTH = 0x40404040;

    private final InputStream in;
    private final IpmFraming framing;
    private final int lengthMax;
    private final byte[] physical;
    private int physicalLength;
    private final byte[] window;
    private int position;
    private int limit;
    private long windowOffset;
    private boolean isLast;
    private boolean isOver;
    private boolean hasTerminator;
    private boolean isBlockCut;
    private Optional<FileRule> failure = Optional.empty();
    private long offset;

    /**
     * @param head the first bytes of the file, up to {@link #CHUNK}, read from {@code in} already;
     *     fewer only where the file is no longer. Taken over
     */
    VbsStream(InputStream in, byte[] head, IpmFraming framing, int lengthMax) {
        this.in = in;
        this.framing = framing;
        this.lengthMax = lengthMax;
        this.physical = Arrays.copyOf(head, CHUNK);
        this.physicalLength = head.length;
        this.window = new byte[lengthMax + IpmFraming.LENGTH_BYTES + CHUNK];
        takeChunk();
    }

    /** The next record without its length; empty at the end or at a failure. */
    Optional<byte[]> next() throws IOException {
        if (isOver) {
            return Optional.empty();
        }
        offset = windowOffset + position;
        if (!has(IpmFraming.LENGTH_BYTES)) {
            return endWithoutTerminator();
        }
        int length = lengthAt(position);
        if (length == 0) {
            hasTerminator = true;
            return end();
        }
        if (framing.isBlocked() && length == PADDING_AS_LENGTH) {
            return end();
        }
        if (length < 0 || length > lengthMax) {
            return fail(FileRule.RECORD_TOO_LONG);
        }
        if (!has(IpmFraming.LENGTH_BYTES + length)) {
            return fail(FileRule.FILE_ENDS_IN_RECORD);
        }
        int from = position + IpmFraming.LENGTH_BYTES;
        position = from + length;
        return Optional.of(Arrays.copyOfRange(window, from, position));
    }

    /** Where the last record, or what failed, begins in the file as delivered. */
    long byteOffset() {
        return framing.physical(offset);
    }

    /** Why there is no further record, where that is a fault. */
    Optional<FileRule> failure() {
        return failure;
    }

    /** Whether a length of zero was seen. */
    boolean hasTerminator() {
        return hasTerminator;
    }

    /** Whether a file of blocks ends within one. */
    boolean isBlockCut() {
        return isBlockCut;
    }

    private Optional<byte[]> fail(FileRule rule) {
        failure = Optional.of(rule);
        isOver = true;
        return Optional.empty();
    }

    private Optional<byte[]> endWithoutTerminator() throws IOException {
        int left = limit - position;
        if (left == 0 || (framing.isBlocked() && isFiller(left))) {
            return end();
        }
        return fail(FileRule.FILE_ENDS_IN_LENGTH);
    }

    private boolean isFiller(int count) {
        for (int i = position; i < position + count; i++) {
            if (!IpmFraming.isFiller(window[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whatever stands behind the end must be padding, or records would be lost in silence. */
    private Optional<byte[]> end() throws IOException {
        do {
            while (position < limit) {
                if (!IpmFraming.isFiller(window[position])) {
                    offset = windowOffset + position;
                    return fail(FileRule.DATA_AFTER_END);
                }
                position++;
            }
        } while (fill());
        isOver = true;
        return Optional.empty();
    }

    private int lengthAt(int at) {
        return (window[at] & 0xFF) << 24
                | (window[at + 1] & 0xFF) << 16
                | (window[at + 2] & 0xFF) << 8
                | (window[at + 3] & 0xFF);
    }

    private boolean has(int count) throws IOException {
        while (limit - position < count) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (isLast) {
            return false;
        }
        System.arraycopy(window, position, window, 0, limit - position);
        windowOffset += position;
        limit -= position;
        position = 0;
        physicalLength = in.readNBytes(physical, 0, CHUNK);
        takeChunk();
        return true;
    }

    private void takeChunk() {
        isLast = physicalLength < CHUNK;
        if (!framing.isBlocked()) {
            System.arraycopy(physical, 0, window, limit, physicalLength);
            limit += physicalLength;
            return;
        }
        for (int from = 0; from < physicalLength; from += IpmFraming.BLOCK) {
            int data = Math.min(IpmFraming.BLOCK_DATA, physicalLength - from);
            System.arraycopy(physical, from, window, limit, data);
            limit += data;
        }
        isBlockCut = physicalLength % IpmFraming.BLOCK != 0;
    }
}
