package io.kessai.local.run;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.network.LinkAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A packaged server of the local profile on free ports, with a link in each dialect. */
public final class DemoServer implements AutoCloseable {
    private static final Duration READY_TIME_MAX = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String NETWORK = "default";

    private final ServerProcess process;
    private final int asciiPort;
    private final int binaryPort;
    private final int httpPort;

    private DemoServer(ServerProcess process, int asciiPort, int binaryPort, int httpPort) {
        this.process = process;
        this.asciiPort = asciiPort;
        this.binaryPort = binaryPort;
        this.httpPort = httpPort;
    }

    /** Starts a server and waits until it is ready; its log goes into the folder. */
    public static DemoServer start(Checkout checkout, DatabaseEndpoint database, Path logs)
            throws IOException {
        return start(checkout, database, logs, List.of());
    }

    /**
     * The same with time to spare: a day's books know no answer 91, which is right but not theirs
     * where the machine stalls for longer than the defaults allow.
     */
    public static DemoServer patient(Checkout checkout, DatabaseEndpoint database, Path logs)
            throws IOException {
        return start(
                checkout,
                database,
                logs,
                List.of("-Dkessai.flow.budget=PT20S", "-Dkessai.flow.store-timeout=PT10S"));
    }

    private static DemoServer start(
            Checkout checkout, DatabaseEndpoint database, Path logs, List<String> settings)
            throws IOException {
        int asciiPort = freePort();
        int binaryPort = freePort();
        int httpPort = freePort();
        Map<String, String> environment = new TreeMap<>(database.environment());
        environment.put("QUARKUS_PROFILE", "local");
        environment.put(ServerProcess.HTTP_PORT, String.valueOf(httpPort));
        environment.put("KESSAI_GRPC_PORT", String.valueOf(freePort()));
        environment.put("KESSAI_ISO_PORT", String.valueOf(asciiPort));
        List<String> options = new ArrayList<>(settings);
        options.add("-Xmx768m");
        options.add("-Dkessai.links.binary.port=" + binaryPort);
        options.add("-Dkessai.links.binary.network=" + NETWORK);
        options.add("-Dkessai.links.binary.dialect=iso87-binary");
        ServerProcess process =
                ServerProcess.start(
                        new ServerProcess.Launch(
                                checkout.serverJar(),
                                options,
                                environment,
                                logs.resolve("server.log")));
        try {
            process.awaitReady(READY_TIME_MAX);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
        return new DemoServer(process, asciiPort, binaryPort, httpPort);
    }

    /** Four links: two in each dialect. */
    public List<LinkAddress> links() {
        return List.of(
                link("ascii-1", asciiPort, Dialect.iso87Ascii()),
                link("binary-1", binaryPort, Dialect.iso87Binary()),
                link("ascii-2", asciiPort, Dialect.iso87Ascii()),
                link("binary-2", binaryPort, Dialect.iso87Binary()));
    }

    public ServerProcess process() {
        return process;
    }

    /** Writes what {@code /q/metrics} says now to a file. */
    void saveMetrics(Path file) throws IOException, InterruptedException {
        Files.writeString(file, metrics());
    }

    /** What {@code /q/metrics} says now. */
    public String metrics() throws IOException, InterruptedException {
        URI metrics = URI.create("http://%s:%d/q/metrics".formatted(LOOPBACK, httpPort));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(metrics).GET().build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static LinkAddress link(String name, int port, Dialect dialect) {
        return new LinkAddress(
                name, NETWORK, LOOPBACK, port, dialect, FrameFormat.parse("2-byte").orElseThrow());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    /** Its ports. */
    @Override
    public String toString() {
        return "ISO 8583 on %d (ascii) and %d (binary), HTTP on %d"
                .formatted(asciiPort, binaryPort, httpPort);
    }

    @Override
    public void close() {
        process.close();
    }
}
