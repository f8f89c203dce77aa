package io.kessai.authorization;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.kessai.local.FreePort;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.run.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packaged server as a process of its own, on free ports, and plain gRPC to it. */
public final class RunningServer implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration READY_TIME_MAX = Duration.ofSeconds(90);

    private final ServerProcess process;
    private final int grpcPort;
    private final int httpPort;
    private final ManagedChannel channel;

    private RunningServer(ServerProcess process, int grpcPort, int httpPort) {
        this.process = process;
        this.grpcPort = grpcPort;
        this.httpPort = httpPort;
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", grpcPort).usePlaintext().build();
    }

    /** Starts one under the local profile and waits until it is ready. */
    public static RunningServer local(DatabaseEndpoint database) {
        RunningServer server = start(database, Map.of("KESSAI_PROFILE", "local"));
        server.process.awaitReady(READY_TIME_MAX);
        return server;
    }

    /** Starts one without waiting for it. */
    public static RunningServer start(DatabaseEndpoint database, Map<String, String> settings) {
        int grpcPort = FreePort.find();
        int httpPort = FreePort.find();
        Map<String, String> environment = new TreeMap<>(database.environment());
        environment.put("KESSAI_GRPC_PORT", String.valueOf(grpcPort));
        environment.put("KESSAI_ISO_PORT", String.valueOf(FreePort.find()));
        environment.put("KESSAI_HTTP_PORT", String.valueOf(httpPort));
        environment.putAll(settings);
        return new RunningServer(
                ServerProcess.start(
                        new ServerProcess.Launch(
                                JAR,
                                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                                environment,
                                log())),
                grpcPort,
                httpPort);
    }

    public void awaitReady() {
        process.awaitReady(READY_TIME_MAX);
    }

    /** Waits for the end of the process and gives its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.awaitEnd();
    }

    public ManagedChannel channel() {
        return channel;
    }

    public int grpcPort() {
        return grpcPort;
    }

    /** What the server answers to an HTTP GET: status, then body. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Everything it has printed. */
    public String printed() throws IOException {
        return Files.readString(process.log());
    }

    /** As a machine that loses power. */
    public void kill() {
        process.kill();
    }

    /** As an orchestrator stops it; calls to it go on until it ends them. */
    public void stop() {
        process.close();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        process.close();
    }

    private static Path log() {
        try {
            return Files.createTempFile(Path.of("target"), "server-", ".log").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
