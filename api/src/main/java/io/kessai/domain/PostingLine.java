package io.kessai.domain;

/**
 * One line of a ledger transaction.
 *
 * @param account where it goes
 * @param direction credit raises the account, debit lowers it
 * @param amount more than zero
 */
public record PostingLine(LedgerAccount account, Direction direction, Money amount) {

    public PostingLine {
        if (amount.minorUnits() <= 0) {
            throw new IllegalArgumentException("a posting is of more than zero, got " + amount);
        }
    }

    /** What it does to its account: plus on a credit, minus on a debit. */
    public Money signed() {
        return direction == Direction.CREDIT
                ? amount
                : Money.of(Math.negateExact(amount.minorUnits()), amount.currency());
    }
}
