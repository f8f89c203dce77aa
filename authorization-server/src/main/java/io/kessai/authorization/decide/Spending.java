package io.kessai.authorization.decide;

import io.kessai.domain.ProcessingCode;

/**
 * What an authorization counts for in limits, at the moment it was decided; its increments count
 * for themselves. While it is above zero it is one authorization in counts, too.
 *
 * @param units minor units of the account's currency, not negative
 * @param isCash whether it is cash or quasi-cash; the cash of a purchase with cashback is not
 */
public record Spending(long units, boolean isCash) {

    /** Of what never counted: declined, or a credit. */
    public static final Spending NONE = new Spending(0, false);

    static Spending of(long units, ProcessingCode processingCode) {
        return new Spending(units, isCash(processingCode));
    }

    /** Whether it asks for cash or what is as good; the cashback of a purchase is not. */
    public static boolean isCash(ProcessingCode processingCode) {
        return switch (processingCode.kind()) {
            case CASH, QUASI_CASH -> true;
            case PURCHASE,
                    PURCHASE_WITH_CASHBACK,
                    CREDIT,
                    BALANCE_INQUIRY,
                    VERIFICATION,
                    UNSUPPORTED ->
                    false;
        };
    }

    Spending withUnits(long newUnits) {
        return new Spending(newUnits, isCash);
    }
}
