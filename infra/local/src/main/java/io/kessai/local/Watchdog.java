package io.kessai.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Stops a child when this Java process ends in whatever way, {@code kill -9} included, so that
 * nothing is left running. It is a shell that waits for the end of its input, which only we hold.
 */
public final class Watchdog {

    private static final String SCRIPT =
            """
            cat >/dev/null
            kill -CONT "$2" 2>/dev/null
            kill -"$1" "$2" 2>/dev/null
            n=0
            while kill -0 "$2" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
            if [ -n "$3" ]; then rm -rf "$3"; fi
            """;

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /**
     * @param signal what the child is sent, without SIG: the one that makes it stop in good order
     */
    public static Watchdog over(long processId, String signal) throws IOException {
        return start(signal, processId, "");
    }

    /** As the other method; also deletes a folder once the child has ended. */
    public static Watchdog over(long processId, String signal, Path toDelete) throws IOException {
        return start(signal, processId, toDelete.toAbsolutePath().toString());
    }

    private static Watchdog start(String signal, long processId, String toDelete)
            throws IOException {
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        SCRIPT,
                        "watchdog",
                        signal,
                        String.valueOf(processId),
                        toDelete);
        return new Watchdog(
                new ProcessBuilder(Processes.detached(command))
                        .directory(Path.of("/").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** Lets the child be: it is stopped by us now, or is meant to outlive us. */
    public void dismiss() {
        process.destroyForcibly();
    }
}
