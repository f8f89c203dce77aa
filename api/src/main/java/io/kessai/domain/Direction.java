package io.kessai.domain;

/** Which way an amount goes, seen from the cardholder's account. */
public enum Direction {
    /** The cardholder pays. */
    DEBIT,
    /** The cardholder is paid. */
    CREDIT;

    /** The word stored in the database. */
    public String word() {
        return this == DEBIT ? "debit" : "credit";
    }

    /** The other way, as a contra entry or a reversal goes. */
    public Direction opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }
}
