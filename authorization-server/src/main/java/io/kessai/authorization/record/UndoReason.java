package io.kessai.authorization.record;

import java.util.Locale;

/** Why an approval was taken back. */
public enum UndoReason {
    /** Its commit ended after the deadline. */
    LATE,
    /** The link closed before it could be written. */
    UNDELIVERED,
    /** The network took the answer for late or invalid, and said so (0190). */
    REJECTED,
    /** The connection died inside the commit. */
    OUTCOME_UNKNOWN;

    /** The word stored in the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
