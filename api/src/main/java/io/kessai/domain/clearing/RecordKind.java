package io.kessai.domain.clearing;

import java.util.Locale;

/** What a record of a clearing file is, whichever network sent it. */
public enum RecordKind {
    /** 1240/200; TC 05, 06, 07. */
    PRESENTMENT,
    /** The same with PDS 0025 = R; TC 25, 26, 27. */
    PRESENTMENT_REVERSAL,
    /** 1240/205 and 282; TC 05, 06, 07 of usage 2 or 9. */
    SECOND_PRESENTMENT,
    /** The same, reversed. */
    SECOND_PRESENTMENT_REVERSAL,
    /** 1740; TC 10, 20. */
    FEE_COLLECTION,
    /** 1442; TC 15–17, 35–37 and returned items 01–04. */
    DISPUTE,
    /** Envelope, addenda, reconciliation totals, texts: counted, never booked. */
    NON_FINANCIAL;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
