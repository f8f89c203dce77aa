package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.FreePort;
import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.proofs.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts the packaged programs on a migrated, empty database, for measurements: one after another,
 * each to its end.
 */
public final class ProgramStarts implements AutoCloseable {
    private static final String DATABASE = "kessai";
    private static final long LIMIT_NANOS = 120_000_000_000L;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int ANSWER_MILLIS_MAX = 2_000;
    private static final byte[] ASK =
            "GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Checkout checkout;
    private final EmbeddedDatabase database;
    private final Path folder;

    private ProgramStarts(Checkout checkout, EmbeddedDatabase database, Path folder) {
        this.checkout = checkout;
        this.database = database;
        this.folder = folder;
    }

    /** Starts the database; the programs must be built. */
    public static ProgramStarts open() throws IOException {
        Path folder = Files.createTempDirectory("kessai-starts");
        EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE);
        try {
            LocalSchema.prepare(database, DATABASE);
            return new ProgramStarts(Checkout.find(), database, folder);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Starts a server as {@code up} does, and ends it.
     *
     * @param javaOptions beside those the program ships with
     * @return from before its process is there until {@code /q/health/ready} answers 200, asked
     *     every 5 ms
     */
    public Duration server(List<String> javaOptions) {
        int port = FreePort.find();
        Map<String, String> environment = new TreeMap<>(database.endpoint(DATABASE).environment());
        environment.putAll(TestKeys.environment());
        environment.put("QUARKUS_PROFILE", "local");
        environment.put(ServerProcess.HTTP_PORT, String.valueOf(port));
        environment.put("KESSAI_GRPC_PORT", String.valueOf(FreePort.find()));
        environment.put("KESSAI_ISO_PORT", String.valueOf(FreePort.find()));
        ServerProcess.Launch launch =
                new ServerProcess.Launch(
                        checkout.serverJar(),
                        javaOptions,
                        environment,
                        folder.resolve("server.log"));
        long from = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(launch)) {
            while (!isReady(port)) {
                if (!server.running() || System.nanoTime() - from > LIMIT_NANOS) {
                    throw new OperatingFailure(
                            ExitCode.REFUSED, "the server did not get ready: " + server.log());
                }
                Processes.sleep(PAUSE);
            }
            return Duration.ofNanos(System.nanoTime() - from);
        }
    }

    private static boolean isReady(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            socket.getOutputStream().write(ASK);
            String answer =
                    new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return answer.endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Runs {@code status} as {@code ./kessai clearing} does.
     *
     * @param javaOptions beside those the program is started with there
     * @return from before its process is there until after its end
     */
    public Duration status(List<String> javaOptions) throws InterruptedException {
        ClearingProgram program = new ClearingProgram(checkout.clearingJar()).with(javaOptions);
        Map<String, String> environment =
                ClearingCommand.environment(database.endpoint(DATABASE), folder);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            long from = System.nanoTime();
            ExitCode code = program.run(List.of("status"), environment, nowhere);
            if (code != ExitCode.DONE) {
                throw new OperatingFailure(code, "status ended with exit code " + code.code());
            }
            return Duration.ofNanos(System.nanoTime() - from);
        }
    }

    /** Caches that no start finds until they are back. */
    public interface Aside extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Starts as if no AOT cache had ever been made: with the JDK's own archive of its classes,
     * which an option that turns caches off would turn off as well.
     */
    public Aside withoutCaches() throws IOException {
        List<Path> caches =
                List.of(
                        new PackagedProgram(checkout.serverJar()).cache(),
                        new PackagedProgram(checkout.clearingJar()).cache());
        for (Path cache : caches) {
            Files.move(cache, aside(cache));
        }
        return () -> {
            for (Path cache : caches) {
                Files.move(aside(cache), cache);
            }
        };
    }

    private static Path aside(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".aside");
    }

    @Override
    public void close() {
        database.close();
    }
}
