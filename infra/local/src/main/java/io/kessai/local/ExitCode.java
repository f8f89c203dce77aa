package io.kessai.local;

/**
 * What the exit code of every Kessai program means; operators and pipelines rely on the numbers.
 */
public enum ExitCode {
    DONE(0),
    /** Refused or failed: trying the same again gives the same. */
    REFUSED(1),
    WRONG_USAGE(2),
    /** Something could not be reached; trying again later can help. */
    UNREACHABLE(3),
    /** Something that must always be true is not (docs: A1 to A8). Somebody has to look. */
    INVARIANT_BROKEN(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
