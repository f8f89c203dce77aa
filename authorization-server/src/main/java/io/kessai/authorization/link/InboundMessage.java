package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One message that arrived on a link and that somebody waits for.
 *
 * <p>It ends by {@link #answer} or {@link #discard}, once: a graceful shutdown waits for that.
 * Thread-safe.
 */
public interface InboundMessage {

    Message message();

    /** The link it came by: its network, dialect and policies. */
    LinkSettings link();

    /** When its last byte arrived. */
    Instant arrivedAt();

    /** The same moment as {@link System#nanoTime()}, for deadlines. */
    long arrivedNanos();

    /**
     * Sends the answer on the connection that the message came by. Callable from any thread.
     *
     * @param outcome called once, on the link's event loop: must not block
     * @throws IllegalArgumentException when the link's dialect cannot write {@code response};
     *     nothing was sent and another answer may be given
     * @throws IllegalStateException when the message has been answered or discarded before
     */
    void answer(Message response, Consumer<Delivery> outcome);

    /**
     * Says that no answer will ever come. Callable from any thread.
     *
     * @throws IllegalStateException when the message has been answered or discarded before
     */
    void discard();
}
