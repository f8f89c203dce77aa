package io.kessai.domain.clearing;

import java.util.Locale;

/** What came of a record: exactly one for each record of an accepted file. */
public enum Outcome {
    /** Booked against its authorization for what was authorized. */
    MATCHED,
    /** Booked against its authorization for another amount. */
    MATCHED_WITH_DIFFERENCE,
    /** Booked to the cardholder without an authorization. */
    FORCE_POSTED,
    /** A refund without an authorization, as is usual: booked to the cardholder. */
    CREDIT_POSTED,
    /** A presentment booked the opposite way. */
    REVERSAL_POSTED,
    /** A reversal without its presentment: booked to the cardholder as a credit, for people. */
    REVERSAL_UNMATCHED,
    /** Suspense: the same presentment again. */
    DUPLICATE,
    /** Suspense: booked when it was authorized. */
    ALREADY_POSTED,
    /** Suspense: a record error or an unknown card. */
    SUSPENDED,
    /** Dispute: never the cardholder. */
    SECOND_PRESENTMENT,
    /** Dispute. */
    DISPUTE_RECORD,
    /** Network fees: never the cardholder. */
    FEE_POSTED,
    /** Not booked: the networks' settlement leaves it out. */
    COLLECTION_ONLY,
    /** Not booked: envelope, addenda, totals, texts. */
    NON_FINANCIAL;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
