package io.kessai.local;

/**
 * Something outside our code stood in the way: a process that does not start, a port that is taken.
 * The message is one line for the operator; the command line turns it into the exit code.
 */
public final class OperatingFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public OperatingFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public OperatingFailure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** One line for the operator. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
