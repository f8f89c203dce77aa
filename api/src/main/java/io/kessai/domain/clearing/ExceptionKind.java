package io.kessai.domain.clearing;

import java.util.Locale;

/** Why people must look at a record. */
public enum ExceptionKind {
    NO_AUTHORIZATION,
    AMBIGUOUS,
    OVER_TOLERANCE,
    /** Same card, merchant, amount and day under another reference. */
    SUSPECTED_DUPLICATE,
    DUPLICATE,
    ALREADY_POSTED,
    REVERSED_AUTH,
    DECLINED_AUTH,
    REVERSAL_UNMATCHED,
    /** A reversal of more than is still booked. */
    REVERSAL_EXCESS,
    SECOND_PRESENTMENT,
    RECORD_ERROR,
    UNKNOWN_CARD;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
