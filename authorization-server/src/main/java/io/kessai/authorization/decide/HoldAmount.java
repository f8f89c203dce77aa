package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.Money;
import io.kessai.domain.Ratio;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of the account a payment asks for: DE6 where it is in the account's currency, else DE4
 * where that is, else DE4 at the rate that counts when the message arrives. Specification:
 * CurrencyTableTest; source: docs/authorization.md, section 4.
 *
 * @param units minor units of the account's currency; 0 where it is out of range
 */
record HoldAmount(long units, Source source) {

    private static final HoldAmount OUT_OF_RANGE = new HoldAmount(0, Source.OUT_OF_RANGE);

    /** Which amount it is. */
    enum Source {
        /** DE6. */
        BILLING,
        /** DE4 as it is. */
        TRANSACTION,
        /** DE4 at a loaded rate. */
        CONVERTED,
        /** DE4 at a loaded rate, which gives more than can be counted. */
        OUT_OF_RANGE
    }

    /** Empty where neither amount is in the account's currency, and no rate counts. */
    static Optional<HoldAmount> of(DecisionInput input, Currency account) {
        Payment payment = input.request().payment();
        if (payment.billing().filter(billing -> billing.isIn(account)).isPresent()) {
            return Optional.of(
                    new HoldAmount(payment.billing().get().minorUnits(), Source.BILLING));
        }
        if (payment.amount().isIn(account)) {
            return Optional.of(new HoldAmount(payment.amount().minorUnits(), Source.TRANSACTION));
        }
        return rate(input)
                .flatMap(rate -> payment.amount().money().map(amount -> at(rate, amount, account)));
    }

    private static HoldAmount at(LoadedRate loaded, Money amount, Currency account) {
        OptionalLong units =
                loaded.rate()
                        .convert(
                                amount.minorUnits(),
                                loaded.markupBasisPoints(),
                                amount.currency(),
                                account);
        return units.isPresent()
                ? new HoldAmount(units.getAsLong(), Source.CONVERTED)
                : OUT_OF_RANGE;
    }

    private static Optional<LoadedRate> rate(DecisionInput input) {
        return input.situation().rate().filter(loaded -> loaded.countsAt(input.now()));
    }

    /** The rate that the amount was converted at, if it was. */
    static Optional<LoadedRate> rateOf(DecisionInput input, Currency account) {
        return of(input, account)
                .filter(amount -> amount.source == Source.CONVERTED)
                .flatMap(_ -> rate(input));
    }

    /** Minor units of the account's currency, 0 where nobody knows how many. */
    static long unitsOf(DecisionInput input, Currency account) {
        return of(input, account).map(HoldAmount::units).orElse(0L);
    }

    /** Whether DE6 was taken. */
    boolean isBilling() {
        return source == Source.BILLING;
    }

    /** Whether it is DE4 itself: a part of the one is the same part of the other. */
    boolean isTransaction() {
        return source == Source.TRANSACTION;
    }

    boolean isOutOfRange() {
        return source == Source.OUT_OF_RANGE;
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
