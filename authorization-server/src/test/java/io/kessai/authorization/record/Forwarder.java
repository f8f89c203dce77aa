package io.kessai.authorization.record;

import io.kessai.local.database.DatabaseServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a lane and PostgreSQL, counts what is executed, and loses a request or an answer
 * of one's choice. A request is everything up to Sync, after which the client waits.
 */
final class Forwarder implements AutoCloseable {

    /** What happens to the chosen request. */
    enum Cut {
        /** It never reaches the server. */
        BEFORE_SERVER,
        /** It reaches the server, the connection dies at once. */
        WHILE_RUNNING,
        /** The server has answered, the client never hears it. */
        BEFORE_CLIENT
    }

    private record Plan(int request, Cut cut) {}

    private static final int READY_FOR_QUERY_LENGTH = 6;

    private final ServerSocket listener;
    private final DatabaseServer target;
    private final AtomicInteger executed = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Plan plan = new Plan(-1, Cut.BEFORE_SERVER);
    private final AtomicInteger cuts = new AtomicInteger();

    Forwarder(DatabaseServer target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("forwarder").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many statements clients have had executed. */
    int executed() {
        return executed.get();
    }

    /** How many requests clients have sent since {@link #cut} or the start. */
    int requests() {
        return requests.get();
    }

    /** How many connections were cut. */
    int cuts() {
        return cuts.get();
    }

    /** Has the n-th request from now on (from 1) cut; none if it is 0. */
    void cut(int n, Cut how) {
        plan = new Plan(n, how);
        requests.set(0);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(target.host(), target.port());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                new Pair(client, server).start();
            } catch (IOException e) {
                // The listener was closed, or the server is away: the client sees a closed socket.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            Thread.ofPlatform().daemon().start(() -> closing(this::requests));
            Thread.ofPlatform().daemon().start(() -> closing(this::answers));
        }

        private void requests() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            copyMessage(in, request);
            send(request, out);
            while (true) {
                int type = in.readUnsignedByte();
                request.write(type);
                copyMessage(in, request);
                if (type == 'E' || type == 'Q') {
                    executed.incrementAndGet();
                }
                if (type == 'p' || type == 'X') {
                    send(request, out);
                } else if ((type == 'S' || type == 'Q') && !forward(request, out)) {
                    return;
                }
            }
        }

        /** Whether the connection lives on. */
        private boolean forward(ByteArrayOutputStream request, OutputStream out)
                throws IOException {
            Plan planned = plan;
            if (requests.incrementAndGet() != planned.request()) {
                send(request, out);
                return true;
            }
            cuts.incrementAndGet();
            switch (planned.cut()) {
                case BEFORE_SERVER -> {
                    return false;
                }
                case WHILE_RUNNING -> {
                    deaf = true;
                    send(request, out);
                    return false;
                }
                case BEFORE_CLIENT -> {
                    deaf = true;
                    send(request, out);
                    return true;
                }
            }
            return false;
        }

        private void answers() throws IOException {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[65_536];
            int length = in.read(buffer);
            while (length >= 0) {
                if (!deaf) {
                    out.write(buffer, 0, length);
                    out.flush();
                } else if (endsReady(buffer, length)) {
                    return;
                }
                length = in.read(buffer);
            }
        }

        private static boolean endsReady(byte[] buffer, int length) {
            return length >= READY_FOR_QUERY_LENGTH
                    && buffer[length - READY_FOR_QUERY_LENGTH] == 'Z';
        }

        private static void copyMessage(DataInputStream in, ByteArrayOutputStream message)
                throws IOException {
            int length = in.readInt();
            message.write(length >>> 24);
            message.write(length >>> 16);
            message.write(length >>> 8);
            message.write(length);
            message.writeBytes(in.readNBytes(length - Integer.BYTES));
        }

        private static void send(ByteArrayOutputStream request, OutputStream out)
                throws IOException {
            request.writeTo(out);
            out.flush();
            request.reset();
        }

        private void closing(Step step) {
            try (client;
                    server) {
                step.run();
            } catch (IOException e) {
                // One side is gone: so is the other now.
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
