package io.kessai.domain;

/**
 * Something needed for the work failed: not a business refusal, and no bug of ours.
 *
 * <p>It is mapped to a response or an exit code at one edge, by its {@link #code()}. The message is
 * for operators and holds no card data.
 */
public class OperatingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public OperatingException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public OperatingException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What failed, as a public contract. */
    public ErrorCode code() {
        return code;
    }
}
