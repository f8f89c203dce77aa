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

    /**
     * What a reversal leaves of a hold: the amount that the network tells in the hold's own
     * currency, else {@link #ofReplacement(Authorization, OptionalLong, Currency)}.
     */
    static long ofReplacement(Authorization original, References reversal, Currency account) {
        boolean isPartial = reversal.replacement().orElse(0) > 0;
        return reversal.replacementBilled()
                .filter(told -> isPartial && told.isIn(account))
                .filter(told -> !original.amount().isIn(account))
                .map(SentAmount::minorUnits)
                .orElseGet(() -> ofReplacement(original, reversal.replacement(), account));
    }

    /**
     * What a replacement amount (DE95, transaction currency) leaves of a hold: itself where the
     * hold is in that currency, else the same share of what was billed as of what was approved,
     * rounded half-up and never more than all of it.
     */
    static long ofReplacement(Authorization original, OptionalLong replacement, Currency account) {
        long left = replacement.orElse(0);
        long approved = original.amount().minorUnits();
        if (original.amount().isIn(account) || approved == 0) {
            return left;
        }
        return Ratio.scaleHalfUp(Math.min(left, approved), original.billed(), approved);
    }
}
