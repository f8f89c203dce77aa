package io.kessai.local.run;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how far a piece of work of known size is: a bar that redraws itself on a terminal, a line
 * every tenth elsewhere. Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {

    private static final int BAR_WIDTH = 30;
    private static final int PLAIN_STEPS = 10;
    private static final int BAR_STEPS = 200;

    private final String what;
    private final long total;
    private final PrintStream out;
    private final boolean terminal;
    private long done;
    private long shownStep;

    /**
     * @param what the work, as it begins the line
     * @param total its size in whatever is counted; at least 1
     * @param terminal whether {@code out} can redraw a line
     */
    public Progress(String what, long total, PrintStream out, boolean terminal) {
        if (total < 1) {
            throw new IllegalArgumentException("nothing to do: " + total);
        }
        this.what = what;
        this.total = total;
        this.out = out;
        this.terminal = terminal;
    }

    /** To standard output, drawing a bar if that is a terminal. */
    public static Progress onStandardOutput(String what, long total) {
        return new Progress(what, total, System.out, isTerminal());
    }

    /** Whether standard output is a terminal a person looks at. */
    public static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Adds finished work; what exceeds the total counts as finished. */
    public synchronized void advance(long more) {
        done = Math.min(total, done + more);
        long step = done * (terminal ? BAR_STEPS : PLAIN_STEPS) / total;
        if (step > shownStep) {
            shownStep = step;
            show();
        }
    }

    /** Ends the bar's line. */
    @Override
    public synchronized void close() {
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private void show() {
        long percent = done * 100 / total;
        if (terminal) {
            int filled = (int) (done * BAR_WIDTH / total);
            String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
            out.print(
                    String.format(Locale.ROOT, "\r%s [%s] %3d %% (%,d)", what, bar, percent, done));
            out.flush();
        } else {
            out.println(String.format(Locale.ROOT, "%s: %d %% (%,d)", what, percent, done));
        }
    }
}
