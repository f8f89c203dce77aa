package io.kessai.domain;

import java.util.List;
import java.util.Optional;

/**
 * A booking that people make to a cardholder's account, and the ledger lines it makes.
 *
 * <p>Specification: AdjustmentTest.
 */
public final class Adjustment {
    private final AdjustmentKind kind;
    private final Direction direction;
    private final Money amount;

    private Adjustment(AdjustmentKind kind, Direction direction, Money amount) {
        this.kind = kind;
        this.direction = direction;
        this.amount = amount;
    }

    /**
     * An adjustment of a cardholder's account.
     *
     * @param direction which way it goes, seen from the cardholder's account
     * @return empty where the kind never goes this way, or the amount is not more than zero
     */
    public static Optional<Adjustment> of(AdjustmentKind kind, Direction direction, Money amount) {
        return kind.allows(direction) && amount.minorUnits() > 0
                ? Optional.of(new Adjustment(kind, direction, amount))
                : Optional.empty();
    }

    public AdjustmentKind kind() {
        return kind;
    }

    public Money amount() {
        return amount;
    }

    /** The lines to post, the cardholder's first; they sum to zero. */
    public List<PostingLine> lines() {
        return List.of(
                new PostingLine(LedgerAccount.CARDHOLDER, direction, amount),
                new PostingLine(kind.counterpart(), direction.opposite(), amount));
    }

    /** What it adds to the cardholder's posted balance; negative on a debit. */
    public Money effectOnPosted() {
        return lines().getFirst().signed();
    }
}
