package io.kessai.bench.peer;

import io.kessai.local.database.DatabaseEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link PeerServer} as a child process, with the JVM's options that our server gets. */
public final class PeerProcess implements AutoCloseable {
    private static final int END_SECONDS_MAX = 10;

    private final Process process;
    private final int port;

    private PeerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a peer and waits until it listens.
     *
     * @param javaOptions such as {@code -Xmx768m}
     */
    public static PeerProcess start(
            PeerKind kind, DatabaseEndpoint database, List<String> javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(PeerServer.class.getName(), kind.name()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(database.environment());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the peer " + kind + " ended before it listened");
        }
        return new PeerProcess(process, Integer.parseInt(port));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    public long processId() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
