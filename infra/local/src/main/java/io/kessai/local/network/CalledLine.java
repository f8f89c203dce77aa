package io.kessai.local.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The network's end of a link that the server dials: listens on loopback, and takes its calls one
 * at a time. Thread-safe.
 */
public final class CalledLine implements Closeable {
    private static final Duration CALL_WAIT = Duration.ofSeconds(60);
    private static final Duration SIGN_OFF_WAIT = Duration.ofSeconds(10);
    private static final String SIGN_ON = "001";
    private static final String SIGN_OFF = "002";

    private final ServerSocket socket;

    private CalledLine(ServerSocket socket) {
        this.socket = socket;
    }

    /** Listens on a free port. */
    public static CalledLine open() throws IOException {
        ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(Math.toIntExact(CALL_WAIT.toMillis()));
        return new CalledLine(socket);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The server's next call; within a minute, or {@link IOException}. */
    Socket accept() throws IOException {
        return socket.accept();
    }

    /**
     * Takes the server's next call, lets it sign on, and shuts it down.
     *
     * @param address of the link whose calls come here
     * @param shutdown returns when the server has ended
     * @return whether it had signed on, and signed off before it ended
     */
    public boolean seesSignOff(LinkAddress address, Runnable shutdown)
            throws IOException, InterruptedException {
        Seen seen = new Seen();
        try (NetworkLink _ = NetworkLink.open(address, seen, Clock.systemUTC())) {
            boolean isSignedOn = seen.signOn.await(CALL_WAIT.toSeconds(), TimeUnit.SECONDS);
            shutdown.run();
            return isSignedOn && seen.signOff.await(SIGN_OFF_WAIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Seen implements NetworkLink.Listener {
        private final CountDownLatch signOn = new CountDownLatch(1);
        private final CountDownLatch signOff = new CountDownLatch(1);

        @Override
        public void answered(NetworkLink link, Answer answer) {
            // Nothing is asked: whatever comes here does not matter.
        }

        @Override
        public void managed(NetworkLink link, String function) {
            switch (function) {
                case SIGN_ON -> signOn.countDown();
                case SIGN_OFF -> signOff.countDown();
                default -> {}
            }
        }

        @Override
        public void failed(NetworkLink link, String what) {
            // The server ends, and its line with it.
        }
    }
}
