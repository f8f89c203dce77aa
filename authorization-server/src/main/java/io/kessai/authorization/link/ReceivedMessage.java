package io.kessai.authorization.link;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Message;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A message that a connection has handed over. Thread-safe. */
final class ReceivedMessage implements InboundMessage {
    private final LinkConnection connection;
    private final Message message;
    private final Bytes header;
    private final Instant arrivedAt;
    private final long arrivedNanos;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param header of its frame, which the answer's frame needs
     */
    ReceivedMessage(
            LinkConnection connection,
            Message message,
            Bytes header,
            Instant arrivedAt,
            long arrivedNanos) {
        this.connection = connection;
        this.message = message;
        this.header = header;
        this.arrivedAt = arrivedAt;
        this.arrivedNanos = arrivedNanos;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public LinkSettings link() {
        return connection.settings();
    }

    @Override
    public Instant arrivedAt() {
        return arrivedAt;
    }

    @Override
    public long arrivedNanos() {
        return arrivedNanos;
    }

    @Override
    public void answer(Message response, Consumer<Delivery> outcome) {
        byte[] frame = connection.frame(response, message, header);
        end();
        connection.answer(frame, outcome);
    }

    @Override
    public void discard() {
        end();
        connection.discard();
    }

    /** Whether it has been answered or discarded. */
    boolean hasEnded() {
        return ended.get();
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) {
            throw new IllegalStateException("this message has been answered or discarded before");
        }
    }
}
