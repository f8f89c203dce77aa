package io.kessai.bench.load;

import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.FrameReader;
import io.kessai.iso8583.Framed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Receives the answers of one rung: finds the reference in DE37, counts, measures from the moment
 * the message was due. Thread-safe: one reading thread a connection.
 */
final class Answers {
    private static final long LATENCY_MICROS_MAX = 120_000_000;
    private static final int BITMAP_AT = 4;
    private static final int REFERENCE_DIGITS = 10;

    private final long firstReference;
    private final AtomicLongArray dueNanos;
    private final Histogram latencyMicros = new ConcurrentHistogram(LATENCY_MICROS_MAX, 3);
    private final AtomicLong durable = new AtomicLong();
    private final AtomicLong approved = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();

    /**
     * @param slots messages that may be sent: reference {@code firstReference} and on; a repeat has
     *     a slot of its own behind those of the firsts
     */
    Answers(long firstReference, int slots) {
        this.firstReference = firstReference;
        this.dueNanos = new AtomicLongArray(2 * slots);
    }

    /** Notes when a message was due, before it is sent. A repeat of it may be noted as well. */
    void due(long reference, boolean repeat, long nanos) {
        dueNanos.set(slot(reference, repeat), nanos);
    }

    long received() {
        return durable.get() + refused.get();
    }

    Rung rung(Pace pace, long sent, long fromNanos) {
        return new Rung(
                pace,
                durable.get(),
                approved.get(),
                refused.get(),
                sent - received(),
                Math.max(1, lastNanos.get() - fromNanos) / 1e9,
                latencyMicros.copy());
    }

    /** Reads until the connection closes. */
    void read(SocketChannel channel) {
        FrameReader frames = new FrameReader(FrameFormat.parse("2-byte").orElseThrow());
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (channel.read(buffer) >= 0) {
                long now = System.nanoTime();
                frames.feed(buffer.flip());
                buffer.clear();
                for (var next = frames.next(); next.isPresent(); next = frames.next()) {
                    if (next.get() instanceof Framed.Frame frame) {
                        take(frame.payload(), now);
                    }
                }
            }
        } catch (IOException e) {
            // The rung is over and its connections are closed: what did not come is missing.
        }
    }

    private void take(byte[] payload, long now) {
        int at = referenceAt(payload);
        if (at < 0) {
            return;
        }
        long reference = 0;
        for (int i = 0; i < REFERENCE_DIGITS; i++) {
            reference = reference * 10 + (payload[at + i] - '0');
        }
        int slot = slot(reference, false);
        if (slot < 0 || slot >= dueNanos.length() / 2) {
            return;
        }
        long due = dueNanos.getAndSet(slot, 0);
        if (due == 0) {
            due = dueNanos.getAndSet(slot(reference, true), 0);
        }
        if (due != 0) {
            count(payload, at + REFERENCE_DIGITS, now - due);
            lastNanos.accumulateAndGet(now, Math::max);
        }
    }

    private void count(byte[] payload, int behindReference, long latencyNanos) {
        boolean hasApprovalCode = hasField(payload, 38);
        int code = behindReference + (hasApprovalCode ? 6 : 0);
        boolean system =
                payload[code] == '9' && (payload[code + 1] == '1' || payload[code + 1] == '6');
        if (system) {
            refused.incrementAndGet();
            return;
        }
        latencyMicros.recordValue(Math.clamp(latencyNanos / 1_000, 0, LATENCY_MICROS_MAX));
        if (payload[code] == '0' && payload[code + 1] == '0') {
            approved.incrementAndGet();
        }
        durable.incrementAndGet();
    }

    private static boolean hasField(byte[] payload, int field) {
        int digit = Character.digit(payload[BITMAP_AT + (field - 1) / 4], 16);
        return (digit >> (3 - (field - 1) % 4) & 1) == 1;
    }

    /** Behind the "BN" that begins DE37; the fields before it are digits. */
    private static int referenceAt(byte[] payload) {
        for (int at = BITMAP_AT + 16; at + 2 + REFERENCE_DIGITS <= payload.length; at++) {
            if (payload[at] == 'B' && payload[at + 1] == 'N') {
                return at + 2;
            }
        }
        return -1;
    }

    private int slot(long reference, boolean repeat) {
        int slot = (int) (reference - firstReference);
        return repeat ? slot + dueNanos.length() / 2 : slot;
    }
}
