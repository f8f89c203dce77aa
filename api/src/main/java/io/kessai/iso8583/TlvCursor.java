package io.kessai.iso8583;

/**
 * Walks over the data objects of one level of BER-TLV without copying. Not thread-safe.
 *
 * <p>Tags have one to three bytes; lengths are definite, of one to three bytes.
 */
final class TlvCursor {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int start;
    private int tag;
    private int valueFrom;
    private boolean sound = true;

    TlvCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Moves to the next object; false at the end and at the first fault. */
    boolean next() {
        while (at < end && bytes[at] == 0) {
            at++;
        }
        start = at;
        tag = 0;
        if (at >= end) {
            return false;
        }
        sound = readTag() && readLength();
        return sound;
    }

    /** Whether every object so far was whole. */
    boolean isSound() {
        return sound;
    }

    /** The object's first byte. */
    int start() {
        return start;
    }

    /** The tag with its bytes in order, such as 0x9F26; 0 when it could not be read. */
    int tag() {
        return tag;
    }

    int valueFrom() {
        return valueFrom;
    }

    /** Behind the value, where the next object starts. */
    int valueTo() {
        return at;
    }

    /** Whether the value is itself made of data objects. */
    boolean isConstructed() {
        return (bytes[start] & 0x20) != 0;
    }

    private boolean readTag() {
        int read = bytes[at++] & 0xFF;
        if ((read & 0x1F) == 0x1F) {
            int more = 0;
            do {
                if (at >= end || ++more > 2) {
                    return false;
                }
                read = (read << 8) | (bytes[at++] & 0xFF);
            } while ((read & 0x80) != 0);
        }
        tag = read;
        return true;
    }

    private boolean readLength() {
        if (at >= end) {
            return false;
        }
        int length = bytes[at++] & 0xFF;
        if (length > 0x7F) {
            int count = length & 0x7F;
            if (count == 0 || count > 2 || end - at < count) {
                return false;
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = (length << 8) | (bytes[at++] & 0xFF);
            }
        }
        if (length > end - at) {
            return false;
        }
        valueFrom = at;
        at += length;
        return true;
    }
}
