package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import io.kessai.local.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The packaged authorization server as a child process, which can be killed and started again. It
 * ends with this Java process, whatever ends that. Safe for use by several threads.
 */
public final class ServerProcess implements AutoCloseable {

    /** The environment variable with the port on which readiness is asked. */
    public static final String HTTP_PORT = "KESSAI_HTTP_PORT";

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration KILL_TIME_MAX = Duration.ofSeconds(10);
    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(40);

    private final Launch launch;
    private Process process;
    private Watchdog watchdog;

    /**
     * How a server is started.
     *
     * @param jar the program, {@code quarkus-run.jar}
     * @param javaOptions options of its JVM beside those it ships with, such as {@code -Xmx512m}
     * @param environment added to our own environment; must have {@value #HTTP_PORT}
     * @param log the file its output is added to
     */
    public record Launch(
            Path jar, List<String> javaOptions, Map<String, String> environment, Path log) {

        public Launch {
            javaOptions = List.copyOf(javaOptions);
            environment = Map.copyOf(environment);
            if (!environment.containsKey(HTTP_PORT)) {
                throw new IllegalArgumentException(HTTP_PORT + " is missing");
            }
        }
    }

    private ServerProcess(Launch launch) {
        this.launch = launch;
        this.process = spawn(launch);
        this.watchdog = watch(process);
    }

    /**
     * Starts a server without waiting for it: {@link #awaitReady} does.
     *
     * @throws OperatingFailure when something listens on its readiness port already (refused): its
     *     answers would be taken for the new server's
     */
    public static ServerProcess start(Launch launch) {
        int port = Integer.parseInt(launch.environment().get(HTTP_PORT));
        if (isListening(port)) {
            throw new OperatingFailure(
                    ExitCode.REFUSED,
                    "something listens on 127.0.0.1:%d already: stop it, or choose another %s"
                            .formatted(port, HTTP_PORT));
        }
        return new ServerProcess(launch);
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Waits until {@code /q/health/ready} says yes.
     *
     * @throws OperatingFailure when the server ends (refused) or the limit passes (unreachable)
     */
    public void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client)) {
                if (!running()) {
                    throw new OperatingFailure(
                            ExitCode.REFUSED, "the server ended: " + lastWords());
                }
                if (System.nanoTime() > deadline) {
                    throw new OperatingFailure(
                            ExitCode.UNREACHABLE,
                            "the server is not ready after %d s: %s"
                                    .formatted(limit.toSeconds(), lastWords()));
                }
                Processes.sleep(PAUSE);
            }
        }
    }

    private boolean isReady(HttpClient client) {
        URI ready =
                URI.create(
                        "http://127.0.0.1:%s/q/health/ready"
                                .formatted(launch.environment().get(HTTP_PORT)));
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).GET().build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingFailure(ExitCode.REFUSED, "interrupted", e);
        }
    }

    /** SIGTERM, and waits for the end: the server drains. By force after 40 seconds. */
    public synchronized void terminate() {
        end("TERM", STOP_TIME_MAX);
        if (process.isAlive()) {
            kill();
        }
    }

    /** {@code kill -9}; the process is gone when this returns. */
    public synchronized void kill() {
        end("KILL", KILL_TIME_MAX);
    }

    private void end(String signal, Duration limit) {
        watchdog.dismiss();
        Processes.signal(signal, List.of(process.pid()));
        Processes.awaitEnd(process, limit);
    }

    /** Starts again with the same settings after {@link #kill} or {@link #terminate}. */
    public synchronized void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("still running: " + process.pid());
        }
        process = spawn(launch);
        watchdog = watch(process);
    }

    public synchronized boolean running() {
        return process.isAlive();
    }

    public synchronized long processId() {
        return process.pid();
    }

    /** Waits for the end of the process as it is now, and gives its exit code. */
    public int awaitEnd() throws InterruptedException {
        Process current;
        synchronized (this) {
            current = process;
        }
        return current.waitFor();
    }

    public Path log() {
        return launch.log();
    }

    /** As {@link #terminate}; does nothing when it does not run. */
    @Override
    public synchronized void close() {
        if (process.isAlive()) {
            terminate();
        }
        watchdog.dismiss();
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(launch.log());
            return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()))
                    + " (log: "
                    + launch.log()
                    + ")";
        } catch (IOException e) {
            return "no log at " + launch.log();
        }
    }

    private static Process spawn(Launch launch) {
        List<String> command = new PackagedProgram(launch.jar()).command(launch.javaOptions());
        ProcessBuilder builder = new ProcessBuilder(Processes.detached(command));
        builder.environment().putAll(launch.environment());
        try {
            Path folder = launch.log().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Process started =
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                            .start();
            started.getOutputStream().close();
            return started;
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot start the server: " + e, e);
        }
    }

    private static Watchdog watch(Process process) {
        try {
            return Watchdog.over(process.pid(), "TERM");
        } catch (IOException e) {
            process.destroyForcibly();
            throw new OperatingFailure(ExitCode.REFUSED, "cannot start sh: " + e, e);
        }
    }
}
