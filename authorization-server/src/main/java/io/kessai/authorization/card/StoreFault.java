package io.kessai.authorization.card;

import io.kessai.domain.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;

/** Why the database did not do a transaction, as far as that is no bug of ours. */
enum StoreFault {
    /** A unique key was there already: look again, the answer is another now. */
    OVERTAKEN(ErrorCode.STORE_BUSY, true),
    DEADLOCK(ErrorCode.STORE_BUSY, true),
    LOCK_TIMEOUT(ErrorCode.STORE_BUSY, false),
    UNAVAILABLE(ErrorCode.STORE_UNAVAILABLE, false);

    private final ErrorCode code;
    private final boolean worthAnotherTry;

    StoreFault(ErrorCode code, boolean worthAnotherTry) {
        this.code = code;
        this.worthAnotherTry = worthAnotherTry;
    }

    /** What the caller is told when it stays so. */
    ErrorCode code() {
        return code;
    }

    boolean isWorthAnotherTry() {
        return worthAnotherTry;
    }

    /** Finds it among the causes, by the SQL state; empty for everything else. */
    static Optional<StoreFault> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OvertakenException) {
                return Optional.of(OVERTAKEN);
            }
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        return Optional.empty();
    }

    private static Optional<StoreFault> of(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return switch (state) {
            case "23505" -> Optional.of(OVERTAKEN);
            case "40P01", "40001" -> Optional.of(DEADLOCK);
            case "55P03" -> Optional.of(LOCK_TIMEOUT);
            // No state at all: the pool itself gave up waiting for a connection.
            case "", "57P01", "57P02", "57P03", "57014", "53300" -> Optional.of(UNAVAILABLE);
            default -> state.startsWith("08") ? Optional.of(UNAVAILABLE) : Optional.empty();
        };
    }
}
