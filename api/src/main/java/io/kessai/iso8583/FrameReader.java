package io.kessai.iso8583;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Cuts a byte stream, arriving in pieces of any size, into frames.
 *
 * <p>Feed what has arrived, then take {@link #next()} until it gives nothing. A length over the
 * limit is refused before its bytes arrive. What cannot be read stays unreadable: every further
 * call tells so. Not thread-safe: one reader for each connection.
 */
public final class FrameReader {
    private final FrameFormat format;
    private byte[] buffer = new byte[1024];
    private int from;
    private int to;
    private Optional<Framed> broken = Optional.empty();

    public FrameReader(FrameFormat format) {
        this.format = format;
    }

    /** Takes bytes that have arrived; they are copied. */
    public void feed(byte[] bytes) {
        feed(bytes, 0, bytes.length);
    }

    /** Takes {@code count} bytes from {@code offset}; they are copied. */
    public void feed(byte[] bytes, int offset, int count) {
        if (broken.isPresent()) {
            return;
        }
        makeRoom(count);
        System.arraycopy(bytes, offset, buffer, to, count);
        to += count;
    }

    /** Takes what remains in the buffer; it is copied and the buffer is left empty. */
    public void feed(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        feed(copy, 0, copy.length);
    }

    /** How many bytes have been fed and not been taken. */
    public int pending() {
        return to - from;
    }

    /** The next frame, poll or fault; nothing while more bytes are needed. */
    public Optional<Framed> next() {
        int width = format.length().width();
        if (broken.isPresent() || to - from < width) {
            return broken;
        }
        long told = format.readLength(buffer, from);
        if (told < 0) {
            return breakOff(Rule.LENGTH_NOT_NUMERIC);
        }
        if (!format.isFollowedByItsZeros(buffer, from)) {
            return breakOff("length-not-followed-by-zeros");
        }
        long body = format.inclusive() ? told - width : told;
        if (told == 0 || body == 0) {
            return Optional.of(new Framed.Poll(take(width)));
        }
        if (body > format.maxBytes()) {
            return breakOff("frame-over-maximum");
        }
        if (body < format.headerBytesMin()) {
            return breakOff("frame-shorter-than-its-header");
        }
        return to - from < width + body ? Optional.empty() : Optional.of(frame(width, (int) body));
    }

    private Framed frame(int width, int body) {
        from += width;
        Bytes header = take(format.header().bytesAt(buffer, from, body));
        return new Framed.Frame(take(body - header.length()).shared(), header);
    }

    /** How many bytes wait for the rest of their frame. */
    public int pendingBytes() {
        return to - from;
    }

    private Bytes take(int count) {
        Bytes taken = Bytes.of(buffer, from, count);
        from += count;
        return taken;
    }

    private Optional<Framed> breakOff(String rule) {
        broken = Optional.of(new Framed.Unreadable(rule));
        buffer = new byte[0];
        from = 0;
        to = 0;
        return broken;
    }

    private void makeRoom(int count) {
        if (to + count <= buffer.length) {
            return;
        }
        int waiting = to - from;
        if (waiting + count <= buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, waiting);
        } else {
            byte[] wider = new byte[Math.max(buffer.length * 2, waiting + count)];
            System.arraycopy(buffer, from, wider, 0, waiting);
            buffer = wider;
        }
        from = 0;
        to = waiting;
    }
}
