package io.kessai.authorization.record;

import io.kessai.authorization.record.RecordObserver.RetryReason;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an {@link SQLException} means for the transaction it ended. */
final class SqlFailure {

    /** Partitions of the journal, whose one key is that of its messages. */
    private static final Pattern JOURNAL = Pattern.compile("journal_(\\d{8}|default)");

    private static final String UNIQUE_VIOLATION = "23505";

    /** A statement wrote less than it was to, which is a bug of ours (V24). */
    static final String WRITTEN_SHORT = "KE002";

    private SqlFailure() {}

    /**
     * Whether the connection is of no more use: it broke (class 08), the server ended it, is
     * shutting down or starting (57P, 25P03), or lost its primary role (25006). All of it is what a
     * probe sees too.
     */
    static boolean losesConnection(SQLException e) {
        String state = state(e);
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("25P03")
                || state.equals("25006")
                || state.isEmpty();
    }

    /**
     * Whether the server lives but could not do this: it is out of disk, memory or connections
     * (53), or its operating system failed it (58). A probe, which only reads, would not see that.
     */
    static boolean lacksResources(SQLException e) {
        return state(e).startsWith("53") || state(e).startsWith("58");
    }

    /**
     * Whether the server says that it has rolled back: by an error, which it gives only before a
     * commit. FATAL and PANIC may come after it, and what the driver says by itself knows nothing.
     */
    static boolean isRolledBack(SQLException e) {
        return e instanceof PSQLException told
                && told.getServerErrorMessage() != null
                && "ERROR".equals(told.getServerErrorMessage().getSeverity());
    }

    /** Why the same transaction may succeed if it is run again; empty if it will not. */
    static Optional<RetryReason> retry(SQLException e) {
        return switch (state(e)) {
            case "40P01", "40001" -> Optional.of(RetryReason.DEADLOCK);
            case "55P03", "57014" -> Optional.of(RetryReason.LOCK_TIMEOUT);
            default -> isKeyTaken(e) ? Optional.of(RetryReason.KEY_TAKEN) : Optional.empty();
        };
    }

    /** Whether another server journaled a message's key between our look and our insert. */
    static boolean isKeyTaken(SQLException e) {
        return state(e).equals(UNIQUE_VIOLATION)
                && e instanceof PSQLException told
                && told.getServerErrorMessage() instanceof ServerErrorMessage refusal
                && JOURNAL.matcher(String.valueOf(refusal.getTable())).matches();
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
