package io.kessai.local.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP forwarder, as a load balancer in front of servers is one: it gives every new connection to
 * the next server that takes it and passes bytes both ways until either side closes. Connections
 * that are open stay where they are. Listens on 127.0.0.1. Thread-safe.
 */
public final class Forwarder implements Closeable {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ServerSocket listening;
    private final List<Integer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Forwarder(ServerSocket listening) {
        this.listening = listening;
    }

    /** Starts one on a free port, to servers on these ports of 127.0.0.1. */
    public static Forwarder to(List<Integer> ports) throws IOException {
        Forwarder forwarder =
                new Forwarder(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        forwarder.servers.addAll(ports);
        Thread.ofVirtual().name("forwarder").start(forwarder::accept);
        return forwarder;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Gives the server no further connection. */
    public void remove(int port) {
        servers.remove(Integer.valueOf(port));
    }

    /** Gives the server connections, from now on. */
    public void add(int port) {
        servers.add(port);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Optional<Socket> server = connect();
                if (server.isPresent()) {
                    join(client, server.get());
                } else {
                    client.close();
                }
            } catch (IOException e) {
                // Closed, or a client that went away while it was accepted: the loop decides.
            }
        }
    }

    private Optional<Socket> connect() {
        List<Integer> candidates = List.copyOf(servers);
        for (int i = 0; i < candidates.size(); i++) {
            int port = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
            Socket server = new Socket();
            try {
                server.setTcpNoDelay(true);
                server.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        CONNECT_MILLIS_MAX);
                return Optional.of(server);
            } catch (IOException e) {
                close(server);
            }
        }
        return Optional.empty();
    }

    private void join(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().name("forward").start(() -> pump(client, server));
        Thread.ofVirtual().name("forward-back").start(() -> pump(server, client));
    }

    /** Passes on what arrives, then the end of it; the last of both directions closes. */
    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(buffer, 0, count);
            }
            to.shutdownOutput();
            if (!from.isOutputShutdown()) {
                return;
            }
        } catch (IOException e) {
            // One side is gone: so is the connection.
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned.
        }
    }

    /** Stops listening and cuts every connection. */
    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(this::close);
    }
}
