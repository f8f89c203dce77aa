package io.kessai.clearing.audit;

/** Why an audit could not be made: one line for the operator, and whether a retry can help. */
final class AuditFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What stood in the way. */
    enum Kind {
        /** The server or a file answered, and said no. Trying again changes nothing. */
        REFUSED,
        /** No connection could be made, or it broke. Trying again later can help. */
        UNREACHABLE
    }

    AuditFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    AuditFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
