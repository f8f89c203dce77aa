package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run of a PostgreSQL server: its main process, and a watchdog that stops it when this Java
 * process ends in whatever way, {@code kill -9} included.
 */
final class Postmaster {

    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(60);
    private static final Duration KILL_TIME_MAX = Duration.ofSeconds(10);

    /** Waits for the end of its input, which is the end of the Java process that holds it open. */
    private static final String WATCHDOG =
            """
            cat >/dev/null
            kill -CONT "$1" 2>/dev/null
            kill -INT "$1" 2>/dev/null || exit 0
            n=0
            while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
            if [ -n "$2" ]; then rm -rf "$2"; fi
            """;

    private final Process process;
    private final Process watchdog;

    private Postmaster(Process process, Process watchdog) {
        this.process = process;
        this.watchdog = watchdog;
    }

    static Postmaster start(List<String> command, DatabaseFolder folder) {
        try {
            Process server =
                    new ProcessBuilder(Processes.detached(command))
                            .directory(folder.root().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                            .start();
            server.getOutputStream().close();
            return new Postmaster(server, watch(server.pid(), folder));
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "cannot start PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static Process watch(long processId, DatabaseFolder folder) throws IOException {
        String toDelete = folder.temporary() ? folder.root().toString() : "";
        return new ProcessBuilder(
                        Processes.detached(
                                List.of(
                                        "sh",
                                        "-c",
                                        WATCHDOG,
                                        "watchdog",
                                        String.valueOf(processId),
                                        toDelete)))
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    boolean running() {
        return process.isAlive();
    }

    /** The server's process and all of its children. */
    List<Long> processIds() {
        return Processes.tree(process.toHandle());
    }

    /** Ends sessions, writes a checkpoint and stops; by force after a minute. */
    void stop() {
        List<Long> processIds = processIds();
        watchdog.destroyForcibly();
        Processes.signal("CONT", processIds);
        Processes.signal("INT", List.of(process.pid()));
        if (!Processes.awaitEnd(processIds, STOP_TIME_MAX)) {
            kill();
        }
    }

    /** {@code kill -9} of every process at once: what a power loss looks like to the clients. */
    void kill() {
        List<Long> processIds = processIds();
        watchdog.destroyForcibly();
        Processes.signal("KILL", processIds);
        if (!Processes.awaitEnd(processIds, KILL_TIME_MAX)) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "PostgreSQL survived kill -9: processes " + processIds);
        }
    }
}
