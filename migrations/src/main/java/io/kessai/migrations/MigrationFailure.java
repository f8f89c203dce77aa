package io.kessai.migrations;

/**
 * Why a database could not be migrated: one line for the operator, and whether a retry can help.
 */
public final class MigrationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What stood in the way. */
    public enum Kind {
        /**
         * The server answered, and said no; or a migration is wrong. Trying again changes nothing.
         */
        REFUSED,
        /** No connection could be made, or it broke. Trying again later can help. */
        UNREACHABLE
    }

    MigrationFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    MigrationFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** One line for the operator, without passwords. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
