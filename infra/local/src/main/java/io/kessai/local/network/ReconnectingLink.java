package io.kessai.local.network;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A link whose server may die at any moment: connects when a message is to be sent and there is no
 * connection. What waited for an answer on a lost connection is told that none came. Thread-safe.
 */
final class ReconnectingLink implements Closeable {
    private static final long CONNECT_PAUSE_NANOS = 50_000_000;

    private final LinkAddress address;
    private final Clock clock;
    private final Queue<String> losses = new ConcurrentLinkedQueue<>();
    private Optional<Connection> current = Optional.empty();
    private long connectNotBefore = System.nanoTime();
    private boolean closed;

    /** One connection and what waits for answers on it. */
    private record Connection(NetworkLink link, PendingAnswers pending) {}

    ReconnectingLink(LinkAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    LinkAddress address() {
        return address;
    }

    /** Why each connection was lost that was. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    /** Sends the message; the waiter is told once, perhaps at once: that it could not be sent. */
    void send(Request request, PendingAnswers.Waiter waiter) {
        PendingAnswers.Sent sent = new PendingAnswers.Sent(request, System.nanoTime(), waiter);
        Optional<Connection> connection = connection();
        if (connection.isEmpty()) {
            waiter.done(Optional.empty(), 0);
            return;
        }
        connection.get().pending.add(sent);
        try {
            connection.get().link.send(request);
        } catch (IOException e) {
            lose(connection.get(), "cannot be written to: " + e.getMessage());
        }
    }

    /** Gives up what was sent before a moment of {@link System#nanoTime}. */
    void giveUpOlderThan(long nanos) {
        Optional<Connection> connection;
        synchronized (this) {
            connection = current;
        }
        connection.ifPresent(open -> giveUp(open, nanos));
    }

    private synchronized Optional<Connection> connection() {
        if (closed || current.isPresent() || System.nanoTime() - connectNotBefore < 0) {
            return current;
        }
        connectNotBefore = System.nanoTime() + CONNECT_PAUSE_NANOS;
        PendingAnswers pending = new PendingAnswers();
        try {
            NetworkLink link = NetworkLink.open(address, new Listening(pending), clock);
            current = Optional.of(new Connection(link, pending));
        } catch (IOException e) {
            // Nobody listens now: the next message tries again.
        }
        return current;
    }

    private void lose(Connection lost, String why) {
        synchronized (this) {
            if (current.filter(lost::equals).isPresent()) {
                current = Optional.empty();
                losses.add(address.name() + ": " + why);
            }
        }
        close(lost);
        giveUp(lost, System.nanoTime());
    }

    private static void giveUp(Connection connection, long nanos) {
        connection
                .pending
                .takeOlderThan(nanos)
                .forEach(sent -> sent.waiter().done(Optional.empty(), 0));
    }

    private static void close(Connection connection) {
        try {
            connection.link.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }

    @Override
    public void close() {
        Optional<Connection> last;
        synchronized (this) {
            last = current;
            current = Optional.empty();
            closed = true;
        }
        last.ifPresent(ReconnectingLink::close);
    }

    private final class Listening implements NetworkLink.Listener {
        private final PendingAnswers pending;

        Listening(PendingAnswers pending) {
            this.pending = pending;
        }

        @Override
        public void answered(NetworkLink link, Answer answer) {
            pending.take(answer)
                    .ifPresent(
                            sent ->
                                    sent.waiter()
                                            .done(
                                                    Optional.of(answer),
                                                    System.nanoTime() - sent.atNanos()));
        }

        @Override
        public void failed(NetworkLink link, String what) {
            lose(new Connection(link, pending), what);
        }
    }
}
