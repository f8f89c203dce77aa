package io.kessai.local.run;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.local.FreePort;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.network.CalledLine;
import io.kessai.local.network.LinkAddress;
import io.kessai.local.proofs.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A packaged server of the local profile on free ports, with a link in each dialect. It verifies
 * cards and cardholders with the {@link TestKeys}.
 */
public final class DemoServer implements AutoCloseable {
    private static final Duration READY_TIME_MAX = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String NETWORK = "default";

    /** The link that is there without any configuration, and its dialect. */
    private static final String DEFAULT_DIALECT = "iso87-ascii";

    /** The frame of a dialect where it is not the common one. */
    private static final Map<String, String> FRAMES = Map.of("visa-base1", "2-byte,visa");

    private static final String FRAME = "2-byte";

    private static final List<String> PATIENT =
            List.of(
                    "-Dkessai.flow.budget=PT20S",
                    "-Dkessai.flow.store-timeout=PT10S",
                    "-Dkessai.cryptography.timeout=PT20S",
                    "-Dkessai.cryptography.calls-max=10000");

    /** Verifies nothing, whatever the keys. */
    private static final List<String> PROVIDER_NONE =
            List.of("-Dkessai.cryptography.provider=none");

    /** The dialect of the link that a server dials which dials one. */
    private static final String DIALLED = "mastercard-cis";

    private final ServerProcess process;
    private final Map<String, Integer> ports;
    private final int httpPort;
    private final int grpcPort;
    private final Optional<CalledLine> called;

    private DemoServer(
            ServerProcess process,
            Map<String, Integer> ports,
            int httpPort,
            int grpcPort,
            Optional<CalledLine> called) {
        this.process = process;
        this.ports = ports;
        this.httpPort = httpPort;
        this.grpcPort = grpcPort;
        this.called = called;
    }

    /** Starts a server and waits until it is ready; its log goes into the folder. */
    public static DemoServer start(Checkout checkout, DatabaseEndpoint database, Path logs)
            throws IOException {
        return start(checkout, database, logs, List.of());
    }

    /** The same without any proof of cards verified, for measurements of all the rest. */
    static DemoServer unverifying(Checkout checkout, DatabaseEndpoint database, Path logs)
            throws IOException {
        return start(checkout, database, logs, PROVIDER_NONE);
    }

    /**
     * The same with time to spare: a day's books know no answer 91, which is right but not theirs
     * where the machine stalls for longer than the defaults allow.
     */
    public static DemoServer patient(Checkout checkout, DatabaseEndpoint database, Path logs)
            throws IOException {
        return start(checkout, database, logs, PATIENT);
    }

    /** As {@link #patient}, and its JVM records what an AOT cache is made of as it ends. */
    static DemoServer recording(
            Checkout checkout, DatabaseEndpoint database, Path logs, Path recorded)
            throws IOException {
        List<String> settings = new ArrayList<>(PATIENT);
        settings.addAll(PackagedProgram.recording(recorded));
        return start(checkout, database, logs, settings);
    }

    /** As {@link #patient}, and it dials the link in the dialect that {@link #DIALLED} names. */
    static DemoServer dialling(Checkout checkout, DatabaseEndpoint database, Path logs)
            throws IOException {
        CalledLine called = CalledLine.open();
        List<String> settings = new ArrayList<>(PATIENT);
        String link = "-Dkessai.links." + DIALLED + ".dial.";
        settings.add(link + "hosts=" + LOOPBACK + ":" + called.port());
        // The network takes the call only when its day begins.
        settings.add(link + "sign-on-limit=PT5M");
        try {
            return start(checkout, database, logs, settings, Optional.of(called));
        } catch (IOException | RuntimeException e) {
            called.close();
            throw e;
        }
    }

    private static DemoServer start(
            Checkout checkout, DatabaseEndpoint database, Path logs, List<String> settings)
            throws IOException {
        return start(checkout, database, logs, settings, Optional.empty());
    }

    private static DemoServer start(
            Checkout checkout,
            DatabaseEndpoint database,
            Path logs,
            List<String> settings,
            Optional<CalledLine> called)
            throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String dialect : Dialect.builtInNames()) {
            ports.put(dialect, FreePort.find());
        }
        int httpPort = FreePort.find();
        int grpcPort = FreePort.find();
        Map<String, String> environment = new TreeMap<>(database.environment());
        environment.putAll(TestKeys.environment());
        environment.put("QUARKUS_PROFILE", "local");
        environment.put(ServerProcess.HTTP_PORT, String.valueOf(httpPort));
        environment.put("KESSAI_GRPC_PORT", String.valueOf(grpcPort));
        environment.put("KESSAI_ISO_PORT", String.valueOf(port(ports, DEFAULT_DIALECT)));
        List<String> options = new ArrayList<>(settings);
        options.add("-Xmx768m");
        ports.forEach((dialect, port) -> options.addAll(linkOptions(dialect, port)));
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
        return new DemoServer(process, Map.copyOf(ports), httpPort, grpcPort, called);
    }

    private static int port(Map<String, Integer> ports, String dialect) {
        return ports.getOrDefault(dialect, 0);
    }

    private static List<String> linkOptions(String dialect, int port) {
        if (dialect.equals(DEFAULT_DIALECT)) {
            return List.of("-Dkessai.links.allow-block=true");
        }
        String link = "-Dkessai.links." + dialect;
        return List.of(
                link + ".allow-block=true",
                link + ".port=" + port,
                link + ".network=" + NETWORK,
                link + ".dialect=" + dialect,
                link + ".frame=" + FRAMES.getOrDefault(dialect, FRAME));
    }

    /** Four links: two in each dialect that can say any message. */
    public List<LinkAddress> links() {
        return List.of(
                link("ascii-1", "iso87-ascii"),
                link("binary-1", "iso87-binary"),
                link("ascii-2", "iso87-ascii"),
                link("binary-2", "iso87-binary"));
    }

    /** A link in each built-in dialect. */
    public List<LinkAddress> everyDialect() {
        return Dialect.builtInNames().stream().map(dialect -> link(dialect, dialect)).toList();
    }

    /** Where people's programs call. */
    public int grpcPort() {
        return grpcPort;
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

    private LinkAddress link(String name, String dialect) {
        return new LinkAddress(
                name,
                NETWORK,
                LOOPBACK,
                port(ports, dialect),
                Dialect.builtIn(dialect).orElseThrow(),
                FrameFormat.parse(FRAMES.getOrDefault(dialect, FRAME)).orElseThrow(),
                dialect.equals(DIALLED) ? called : Optional.empty());
    }

    /**
     * Ends the server.
     *
     * @return whether it signed off from the network that it had dialled, as it should
     */
    boolean endsSignedOff() throws IOException, InterruptedException {
        return called.isEmpty() || called.get().seesSignOff(link(DIALLED, DIALLED), process::close);
    }

    /** Its ports. */
    @Override
    public String toString() {
        return "ISO 8583 on %s, HTTP on %d"
                .formatted(
                        Dialect.builtInNames().stream()
                                .map(dialect -> port(ports, dialect) + " (" + dialect + ")")
                                .collect(Collectors.joining(", ")),
                        httpPort);
    }

    @Override
    public void close() {
        process.close();
        called.ifPresent(DemoServer::close);
    }

    private static void close(CalledLine called) {
        try {
            called.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
