package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New connections go to servers that take them; open ones stay where they are. */
class ForwarderTest {
    private static final int END = -1;

    @AutoClose private final ServerSocket first = answering('1');
    @AutoClose private final ServerSocket second = answering('2');
    @AutoClose private final Forwarder forwarder = Forwarder.to(List.of(first.getLocalPort()));

    ForwarderTest() throws IOException {}

    /** Answers every byte with its own name, and the end of input with the end. */
    private static ServerSocket answering(char name) throws IOException {
        ServerSocket listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(listening, name));
        return listening;
    }

    private static void serve(ServerSocket listening, char name) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> answer(client, name));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void answer(Socket client, char name) {
        try (client) {
            while (client.getInputStream().read() != END) {
                client.getOutputStream().write(name);
            }
        } catch (IOException _) {
            // The test has cut the connection.
        }
    }

    @BeforeEach
    void a_server_is_reached_through_it() throws IOException {
        try (Socket client = connect()) {
            assertEquals('1', ask(client));
        }
    }

    @Test
    void after_a_server_is_removed_its_connections_stay_and_new_ones_go_elsewhere()
            throws IOException {
        try (Socket before = connect()) {
            assertEquals('1', ask(before));
            forwarder.remove(first.getLocalPort());
            forwarder.add(second.getLocalPort());
            try (Socket after = connect()) {
                assertEquals('2', ask(after));
            }
            assertEquals('1', ask(before));
        }
    }

    @Test
    void a_server_that_is_down_is_passed_over() throws IOException {
        forwarder.remove(first.getLocalPort());
        forwarder.add(portOfNobody());
        forwarder.add(second.getLocalPort());
        for (int i = 0; i < 3; i++) {
            try (Socket client = connect()) {
                assertEquals('2', ask(client));
            }
        }
    }

    @Test
    void without_any_server_the_connection_is_closed() throws IOException {
        forwarder.remove(first.getLocalPort());
        try (Socket client = connect()) {
            assertEquals(END, client.getInputStream().read());
        }
    }

    @Test
    void the_end_of_input_is_passed_on() throws IOException {
        try (Socket client = connect()) {
            client.shutdownOutput();
            assertEquals(END, client.getInputStream().read());
        }
    }

    /**
     * Nobody ever accepted here: a listener somebody waits at lives on a moment after its close.
     */
    private static int portOfNobody() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listening.getLocalPort();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), forwarder.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int ask(Socket client) throws IOException {
        client.getOutputStream().write('?');
        return client.getInputStream().read();
    }
}
