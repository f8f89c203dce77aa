package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.Processes;
import io.kessai.local.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One run of a PostgreSQL server: its main process, and a watchdog that stops it when this Java
 * process ends in whatever way, {@code kill -9} included.
 */
final class Postmaster {

    private static final String FAST_SHUTDOWN = "INT";
    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(60);
    private static final Duration KILL_TIME_MAX = Duration.ofSeconds(10);

    private final Process process;
    private final Watchdog watchdog;

    private Postmaster(Process process, Watchdog watchdog) {
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

    private static Watchdog watch(long processId, DatabaseFolder folder) throws IOException {
        return folder.temporary()
                ? Watchdog.over(processId, FAST_SHUTDOWN, folder.root())
                : Watchdog.over(processId, FAST_SHUTDOWN);
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
        watchdog.dismiss();
        Processes.signal("CONT", processIds);
        Processes.signal(FAST_SHUTDOWN, List.of(process.pid()));
        if (!ended(processIds, STOP_TIME_MAX)) {
            kill();
        }
    }

    /** {@code kill -9} of every process at once: what a power loss looks like to the clients. */
    void kill() {
        List<Long> processIds = processIds();
        watchdog.dismiss();
        Processes.signal("KILL", processIds);
        if (!ended(processIds, KILL_TIME_MAX)) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "PostgreSQL survived kill -9: processes " + processIds);
        }
    }

    private boolean ended(List<Long> processIds, Duration limit) {
        return Processes.awaitEnd(processIds, limit) && Processes.awaitEnd(process, limit);
    }
}
