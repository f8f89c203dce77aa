package io.kessai.authorization.link;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What one connection still has to send.
 *
 * <p>Frames put in from any thread, in order; whatever waits by the time the event loop comes round
 * leaves in one write, so a committed batch costs one system call. Beyond the limit nothing more is
 * taken and {@code overflowed} is told.
 */
final class Outbox {
    private final NetSocket socket;
    private final Context context;
    private final int bytesMax;
    private final Runnable overflowed;
    private final Queue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushScheduled = new AtomicBoolean();

    /** Given to the socket and not yet taken by the operating system. Event loop only. */
    private long unwrittenBytes;

    /** Event loop only. */
    private Future<Void> lastWrite = Future.succeededFuture();

    /** Event loop only. */
    private boolean closed;

    /** Never compared: the array is only carried. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Outgoing(byte[] frame, Consumer<Delivery> outcome) {}

    /**
     * @param overflowed called on the event loop when more than {@code bytesMax} would wait; closes
     *     the connection
     */
    Outbox(NetSocket socket, Context context, int bytesMax, Runnable overflowed) {
        this.socket = socket;
        this.context = context;
        this.bytesMax = bytesMax;
        this.overflowed = overflowed;
    }

    /**
     * Sends one frame, from any thread.
     *
     * @param outcome called once, on the event loop
     */
    void put(byte[] frame, Consumer<Delivery> outcome) {
        waiting.add(new Outgoing(frame, outcome));
        if (flushScheduled.compareAndSet(false, true)) {
            context.runOnContext(_ -> flush());
        }
    }

    /**
     * Ends it after what waits: whatever still comes is undelivered. Event loop only.
     *
     * @return completes when everything written has gone, or cannot go
     */
    Future<Void> finish() {
        flush();
        closed = true;
        return lastWrite.otherwiseEmpty();
    }

    /** Ends it: whatever waits, and whatever still comes, is undelivered. Event loop only. */
    void close() {
        closed = true;
        flush();
    }

    private void flush() {
        flushScheduled.set(false);
        List<Outgoing> batch = takeAll();
        if (batch.isEmpty()) {
            return;
        }
        int bytes = batch.stream().mapToInt(outgoing -> outgoing.frame().length).sum();
        if (!closed && unwrittenBytes + bytes > bytesMax) {
            closed = true;
            overflowed.run();
        }
        if (closed) {
            settle(batch, Delivery.UNDELIVERED);
        } else {
            write(batch, bytes);
        }
    }

    private void write(List<Outgoing> batch, int bytes) {
        Buffer buffer = Buffer.buffer(bytes);
        batch.forEach(outgoing -> buffer.appendBytes(outgoing.frame()));
        unwrittenBytes += bytes;
        lastWrite = socket.write(buffer);
        lastWrite.onComplete(
                written -> {
                    unwrittenBytes -= bytes;
                    settle(batch, written.succeeded() ? Delivery.WRITTEN : Delivery.UNDELIVERED);
                });
    }

    private List<Outgoing> takeAll() {
        List<Outgoing> batch = new ArrayList<>();
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        return batch;
    }

    private static void settle(List<Outgoing> batch, Delivery delivery) {
        batch.forEach(outgoing -> outgoing.outcome().accept(delivery));
    }
}
