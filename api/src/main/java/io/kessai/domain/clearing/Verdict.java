package io.kessai.domain.clearing;

import java.util.Locale;

/** What {@code reconcile} found for a record that moves money. */
public enum Verdict {
    /** An approved authorization: open, used up or expired. */
    MATCHED,
    /** Only an authorization that was reversed. */
    MATCHED_REVERSED,
    /** Only an authorization that was declined. */
    MATCHED_DECLINED,
    /** No authorization. */
    UNMATCHED,
    /** Several authorizations that nothing tells apart. */
    AMBIGUOUS,
    /** A reversal whose presentment is booked, or comes earlier in the same file. */
    REVERSAL,
    REVERSAL_UNMATCHED,
    /** The same presentment again. */
    DUPLICATE,
    /** The authorization was a single message, booked when it was approved. */
    ALREADY_POSTED,
    SECOND_PRESENTMENT,
    FEE,
    DISPUTE,
    /** The networks' settlement leaves it out. */
    COLLECTION_ONLY,
    /** A field of it cannot be right. */
    RECORD_ERROR,
    UNKNOWN_CARD;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
