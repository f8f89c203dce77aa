package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.iso8583.Message;
import io.kessai.local.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** The network that a link dials: a listening socket, whose connections are {@link Peer}s. */
final class DialledNetwork implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket server;

    DialledNetwork() throws IOException {
        this(new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1")));
    }

    /** On an address where nobody listens yet. */
    DialledNetwork(NetworkHost host) throws IOException {
        this(new ServerSocket(host.port(), 16, InetAddress.getByName(host.name())));
    }

    DialledNetwork(ServerSocket server) throws IOException {
        this.server = server;
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    /** An address where nobody listens. */
    static NetworkHost closedHost() {
        return new NetworkHost("127.0.0.1", FreePort.find());
    }

    NetworkHost host() {
        return new NetworkHost("127.0.0.1", server.getLocalPort());
    }

    /** The next connection that the link opens. */
    Peer accept(OpenLink link) throws IOException {
        return accept(link.inUse());
    }

    /** The next connection, which speaks as these settings say. */
    Peer accept(LinkSettings spoken) throws IOException {
        return new Peer(server.accept(), spoken);
    }

    /** The next connection, signed on. */
    Peer acceptSignedOn(OpenLink link) throws IOException {
        return acceptSignedOn(link.inUse());
    }

    Peer acceptSignedOn(LinkSettings spoken) throws IOException {
        Peer peer = accept(spoken);
        Message signOn = peer.receive();
        assertEquals("001", signOn.text(70).orElseThrow());
        peer.send(answer(signOn, "00"));
        return peer;
    }

    /** Whether nobody connects for this long. */
    boolean isLeftAloneFor(int millis) throws IOException {
        server.setSoTimeout(millis);
        try {
            server.accept().close();
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } finally {
            server.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** The 0810 to a request of network management. */
    static Message answer(Message request, String code) {
        return Message.builder("0810").echo(request, 7, 11, 70).text(39, code).build();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
