package io.kessai.domain;

import java.util.Locale;

/** What people book to an account without the network. */
public enum AdjustmentKind {
    /** Money put on a prepaid account. */
    LOAD(LedgerAccount.FUNDING, true, false),
    /** The cardholder repays what is owed. */
    REPAYMENT(LedgerAccount.FUNDING, true, false),
    /** A fee; one taken back is a correction. */
    FEE(LedgerAccount.FEES, false, true),
    /** By hand, either way. */
    CORRECTION(LedgerAccount.SUSPENSE, true, true);

    private final LedgerAccount counterpart;
    private final boolean credits;
    private final boolean debits;

    AdjustmentKind(LedgerAccount counterpart, boolean credits, boolean debits) {
        this.counterpart = counterpart;
        this.credits = credits;
        this.debits = debits;
    }

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an adjustment of this kind may go this way. */
    public boolean allows(Direction direction) {
        return direction == Direction.CREDIT ? credits : debits;
    }

    /** The house account on the other side of the booking. */
    LedgerAccount counterpart() {
        return counterpart;
    }
}
