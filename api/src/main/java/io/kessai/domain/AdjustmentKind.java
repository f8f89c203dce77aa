package io.kessai.domain;

import java.util.Locale;
import java.util.Set;

/** What people book to an account without the network. */
public enum AdjustmentKind {
    /** Money put on a prepaid account. */
    LOAD(LedgerAccount.FUNDING, Set.of(Direction.CREDIT)),
    /** The cardholder repays what is owed. */
    REPAYMENT(LedgerAccount.FUNDING, Set.of(Direction.CREDIT)),
    /** A fee; one taken back is a correction. */
    FEE(LedgerAccount.FEES, Set.of(Direction.DEBIT)),
    /** By hand, either way. */
    CORRECTION(LedgerAccount.SUSPENSE, Set.of(Direction.DEBIT, Direction.CREDIT));

    private final LedgerAccount counterpart;
    private final Set<Direction> directions;

    AdjustmentKind(LedgerAccount counterpart, Set<Direction> directions) {
        this.counterpart = counterpart;
        this.directions = directions;
    }

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an adjustment of this kind may go this way. */
    public boolean allows(Direction direction) {
        return directions.contains(direction);
    }

    /** The house account on the other side of the booking. */
    LedgerAccount counterpart() {
        return counterpart;
    }
}
