package io.kessai.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals, and what is left of processes, on Linux and macOS. */
public final class Processes {

    private static final int KILL_COMMAND_SECONDS_MAX = 10;

    private Processes() {}

    /**
     * Sends a signal.
     *
     * @param signal its name without SIG: {@code KILL}, {@code TERM}, {@code INT}, {@code STOP},
     *     {@code CONT}
     * @return whether every process was still there to take it
     */
    public static boolean signal(String signal, List<Long> processIds) {
        boolean all = true;
        for (long processId : processIds) {
            all &= run(List.of("kill", "-" + signal, String.valueOf(processId)));
        }
        return all;
    }

    /** The process and everything it has started that still runs, itself first. */
    public static List<Long> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .toList();
    }

    /**
     * Waits until none of the processes runs; a process that has ended but that its parent has not
     * buried yet (a zombie) does not run.
     *
     * @return whether all had ended within the limit
     */
    public static boolean awaitEnd(List<Long> processIds, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (processIds.stream().anyMatch(Processes::runs)) {
            if (System.nanoTime() > deadline || !sleep(Duration.ofMillis(10))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Waits until a child has ended and {@link Process#isAlive} says so, which is a moment after it
     * has.
     *
     * @return whether it had within the limit
     */
    public static boolean awaitEnd(Process child, Duration limit) {
        try {
            return child.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the process is there and no zombie. */
    public static boolean runs(long processId) {
        if (ProcessHandle.of(processId).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc/" + processId + "/stat"));
            return !status.substring(status.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return !Files.exists(Path.of("/proc/self"));
        }
    }

    /**
     * Puts {@code setsid} before a command, so that a Ctrl-C typed at the terminal reaches us but
     * not it: we stop our children in order. Where there is none (macOS), perl does the same.
     */
    public static List<String> detached(List<String> command) {
        List<String> setsid =
                Files.isExecutable(Path.of("/usr/bin/setsid"))
                        ? List.of("/usr/bin/setsid")
                        : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV");
        return Stream.concat(setsid.stream(), command.stream()).toList();
    }

    /** Sleeps; false (and the thread's interrupt flag set) when it was interrupted. */
    public static boolean sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(KILL_COMMAND_SECONDS_MAX, TimeUnit.SECONDS)
                    && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
