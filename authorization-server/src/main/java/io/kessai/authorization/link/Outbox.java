package io.kessai.authorization.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.ArrayList;
import java.util.Iterator;
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
        return lastWrite;
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
            batch.forEach(outgoing -> outgoing.outcome().accept(Delivery.UNDELIVERED));
        } else {
            write(batch);
        }
    }

    /**
     * One write to the operating system, but an outcome for each frame: where a connection breaks
     * in the middle of it, the peer has read those before, and they must not count as undelivered.
     */
    private void write(List<Outgoing> batch) {
        ChannelHandlerContext channel = ((NetSocketInternal) socket).channelHandlerContext();
        Promise<Void> last = Promise.promise();
        lastWrite = last.future();
        for (Iterator<Outgoing> frames = batch.iterator(); frames.hasNext(); ) {
            Outgoing outgoing = frames.next();
            boolean isLast = !frames.hasNext();
            unwrittenBytes += outgoing.frame().length;
            var _ =
                    channel.write(Unpooled.wrappedBuffer(outgoing.frame()))
                            .addListener(
                                    written -> {
                                        written(outgoing, written.isSuccess());
                                        if (isLast) {
                                            last.complete();
                                        }
                                    });
        }
        var _ = channel.flush();
    }

    private void written(Outgoing outgoing, boolean isWritten) {
        unwrittenBytes -= outgoing.frame().length;
        outgoing.outcome().accept(isWritten ? Delivery.WRITTEN : Delivery.UNDELIVERED);
    }

    private List<Outgoing> takeAll() {
        List<Outgoing> batch = new ArrayList<>();
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        return batch;
    }
}
