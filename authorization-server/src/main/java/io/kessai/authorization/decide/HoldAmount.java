package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.Ratio;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of the account a payment asks for: DE6 where it is in the account's currency, else DE4
 * where that is.
 *
 * @param units minor units of the account's currency
 * @param isBilling whether DE6 was taken
 */
record HoldAmount(long units, boolean isBilling) {

    /** Empty where neither amount is in the account's currency. */
    static Optional<HoldAmount> of(Payment payment, Currency account) {
        if (payment.billing().isPresent() && payment.billing().get().isIn(account)) {
            return Optional.of(new HoldAmount(payment.billing().get().minorUnits(), true));
        }
        return payment.amount().isIn(account)
                ? Optional.of(new HoldAmount(payment.amount().minorUnits(), false))
                : Optional.empty();
    }

    /** Minor units of the account's currency, 0 where neither amount is in it. */
    static long unitsOf(Payment payment, Currency account) {
        return of(payment, account).map(HoldAmount::units).orElse(0L);
    }

    /**
     * What a reversal leaves of a hold: the amount that the network tells in the hold's own
     * currency, else {@link #ofReplacement(Authorization, OptionalLong, Currency)}.
     */
    static long ofReplacement(Authorization original, References reversal, Currency account) {
        return ofReplacement(original.amount(), original.billed(), reversal, account);
    }

    /** The same of any amount and what it is in minor units of the account's currency. */
    static long ofReplacement(
            SentAmount amount, long billed, References reversal, Currency account) {
        boolean isPartial = reversal.replacement().orElse(0) > 0;
        return reversal.replacementBilled()
                .filter(told -> isPartial && told.isIn(account))
                .filter(told -> !amount.isIn(account))
                .map(SentAmount::minorUnits)
                .orElseGet(() -> ofReplacement(amount, billed, reversal.replacement(), account));
    }

    /**
     * What a replacement amount (DE95, transaction currency) leaves of a hold: itself where the
     * hold is in that currency, else the same share of what was billed as of what was approved,
     * rounded half-up and never more than all of it.
     */
    static long ofReplacement(Authorization original, OptionalLong replacement, Currency account) {
        return ofReplacement(original.amount(), original.billed(), replacement, account);
    }

    /** The same of any amount and what it is in minor units of the account's currency. */
    static long ofReplacement(
            SentAmount amount, long billed, OptionalLong replacement, Currency account) {
        long left = replacement.orElse(0);
        long approved = amount.minorUnits();
        if (amount.isIn(account) || approved == 0) {
            return left;
        }
        return Ratio.scaleHalfUp(Math.min(left, approved), billed, approved);
    }
}
