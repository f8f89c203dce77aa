package io.kessai.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports nobody listens on. */
public final class FreePort {

    private FreePort() {}

    /**
     * A port of 127.0.0.1 that was free a moment ago; another process may take it before the caller
     * does.
     */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "no free TCP port on 127.0.0.1", e);
        }
    }
}
