package io.kessai.local.network;

import io.kessai.iso8583.FrameReader;
import io.kessai.iso8583.Framed;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network's end of one TCP link: writes frames, reads answers on a virtual thread of its own
 * and answers the server's echo tests. Thread-safe.
 */
final class NetworkLink implements Closeable {
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final long SPLIT_PAUSE_MILLIS = 2;

    private final LinkAddress address;
    private final Wire wire;
    private final Socket socket;
    private final Listener listener;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong polls = new AtomicLong();
    private volatile boolean closing;

    /** What is told of a link, from its reading thread. */
    interface Listener {
        void answered(NetworkLink link, Answer answer);

        /** The server's own network management was answered 00; {@code function} is DE70. */
        default void managed(NetworkLink link, String function) {}

        /** Something arrived that is no message, or the link was lost. */
        void failed(NetworkLink link, String what);
    }

    private NetworkLink(LinkAddress address, Socket socket, Listener listener, Clock clock) {
        this.address = address;
        this.wire = new Wire(address);
        this.socket = socket;
        this.listener = listener;
        this.clock = clock;
    }

    /** Connects, or takes the server's call; answers arrive at the listener from now on. */
    static NetworkLink open(LinkAddress address, Listener listener, Clock clock)
            throws IOException {
        Socket socket =
                address.called().isPresent() ? address.called().get().accept() : connected(address);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        NetworkLink link = new NetworkLink(address, socket, listener, clock);
        Thread.ofVirtual().name("link-" + address.name()).start(link::read);
        return link;
    }

    private static Socket connected(LinkAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS_MAX);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    LinkAddress address() {
        return address;
    }

    /** Whether the link's dialect has words for the message. */
    boolean canSay(Request request) {
        return wire.canSay(request);
    }

    /** Puts a message on the wire in its form. */
    void send(Request request) throws IOException {
        byte[] frame = wire.frame(request);
        switch (request.form()) {
            case SPLIT -> writeSplit(frame);
            case AFTER_POLL -> {
                polls.incrementAndGet();
                byte[] poll = wire.poll();
                byte[] both = new byte[poll.length + frame.length];
                System.arraycopy(poll, 0, both, 0, poll.length);
                System.arraycopy(frame, 0, both, poll.length, frame.length);
                write(both);
            }
            case WHOLE, BAD_LAST_FIELD, CUT, NOISE -> write(frame);
        }
    }

    /** Polls that were sent and have not come back. */
    long pollsOutstanding() {
        return polls.get();
    }

    private void writeSplit(byte[] frame) throws IOException {
        int cut = 1 + frame.length / 3;
        writing.lock();
        try {
            socket.getOutputStream().write(frame, 0, 1);
            pause();
            socket.getOutputStream().write(frame, 1, cut);
            pause();
            socket.getOutputStream().write(frame, 1 + cut, frame.length - 1 - cut);
        } finally {
            writing.unlock();
        }
    }

    private void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            socket.getOutputStream().write(bytes);
        } finally {
            writing.unlock();
        }
    }

    private void read() {
        FrameReader frames = new FrameReader(address.frames());
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = socket.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                frames.feed(buffer, 0, count);
                for (Optional<Framed> next = frames.next();
                        next.isPresent();
                        next = frames.next()) {
                    if (!take(next.get())) {
                        return;
                    }
                }
            }
            lost("the server closed it");
        } catch (IOException e) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    /** Whether to go on reading. */
    private boolean take(Framed framed) throws IOException {
        switch (framed) {
            case Framed.Poll _ -> polls.decrementAndGet();
            case Framed.Unreadable(String rule) -> {
                listener.failed(this, "cannot be read any more: " + rule);
                return false;
            }
            case Framed.Frame frame -> {
                Optional<Answer> answer = wire.read(frame.payload(), clock.instant());
                if (answer.isEmpty()) {
                    listener.failed(this, "an answer is no message of " + address.dialect().name());
                } else if (answer.get().mti().equals("0800")) {
                    write(wire.managementResponse(answer.get()));
                    listener.managed(this, answer.get().text(70));
                } else {
                    listener.answered(this, answer.get());
                }
            }
        }
        return true;
    }

    private void lost(String why) {
        if (!closing) {
            listener.failed(this, "link lost: " + why);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(SPLIT_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        socket.close();
    }
}
