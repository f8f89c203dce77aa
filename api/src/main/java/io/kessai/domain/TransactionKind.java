package io.kessai.domain;

/** What a message asks for, read from DE3. */
public enum TransactionKind {
    PURCHASE,
    PURCHASE_WITH_CASHBACK,
    CASH,
    QUASI_CASH,
    /** Refund or payment: never raises what is available until it clears. */
    CREDIT,
    BALANCE_INQUIRY,
    VERIFICATION,
    UNSUPPORTED;

    /** Which way the money goes. */
    public Direction direction() {
        return this == CREDIT ? Direction.CREDIT : Direction.DEBIT;
    }

    /** Whether an approval of it holds money. */
    public boolean holds() {
        return switch (this) {
            case PURCHASE, PURCHASE_WITH_CASHBACK, CASH, QUASI_CASH -> true;
            case CREDIT, BALANCE_INQUIRY, VERIFICATION, UNSUPPORTED -> false;
        };
    }
}
