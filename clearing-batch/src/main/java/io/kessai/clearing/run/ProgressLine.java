package io.kessai.clearing.run;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Shows how far a step is: a bar that is drawn over on a terminal, a line per finished step
 * elsewhere. Goes to standard error: standard output belongs to results. Thread-safe.
 *
 * @param isTerminal whether somebody watches
 */
public record ProgressLine(PrintStream err, boolean isTerminal) {

    private static final int WIDTH = 30;

    /** For this process. */
    public static ProgressLine ofProcess() {
        return new ProgressLine(
                System.err, System.console() != null && System.console().isTerminal());
    }

    /** Shows nothing, for tests and for callers with a display of their own. */
    public static ProgressLine silent() {
        return new ProgressLine(new PrintStream(OutputStream.nullOutputStream()), false);
    }

    synchronized void show(String name, long position, long total) {
        if (!isTerminal) {
            return;
        }
        int filled = total > 0 ? (int) Math.min(WIDTH, WIDTH * position / total) : 0;
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        err.printf("\r%-36s [%s] %,d", name, bar, position);
        err.flush();
    }

    synchronized void done(String name, Counters counters) {
        end();
        err.println(name + ": " + counters);
    }

    synchronized void end() {
        if (isTerminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
