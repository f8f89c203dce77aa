package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.TransactionKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides an authorization advice (0120, 0121): what stand-in or the terminal has done already.
 *
 * <p>Always accepted; never declined for the card's state or funds. An approved advice sets its
 * original's total, or adds to it where it is marked as an increment; a declined one gives back
 * what remains. Specification: AdviceTableTest.
 */
final class AdviceDecider {

    private final NewAuthorization newAuthorization;
    private final HoldRestart holdRestart;

    AdviceDecider(HoldPolicy policy) {
        this.newAuthorization = new NewAuthorization(policy);
        this.holdRestart = new HoldRestart(policy);
    }

    Decision decide(DecisionInput input) {
        Optional<CardSnapshot> card = input.situation().card();
        if (card.isEmpty()) {
            return accepted(input, new Effect.Raised(ExceptionKind.CARD_UNKNOWN));
        }
        Optional<OriginalFinder.Found> found =
                input.request().isIncrement()
                        ? IncrementDecider.chain(input)
                        : OriginalFinder.findHolding(input);
        if (!input.request().references().reportsApproval()) {
            return found.map(original -> declinedFor(input, card.get(), original))
                    .orElseGet(() -> accepted(input, newAuthorization.declined(input, card.get())));
        }
        Optional<HoldAmount> total = HoldAmount.of(input, card.get().currency());
        if (total.isEmpty()) {
            return accepted(input, new Effect.Raised(ExceptionKind.CURRENCY_NOT_SUPPORTED));
        }
        if (total.get().isOutOfRange()) {
            return accepted(input, new Effect.Raised(ExceptionKind.AMOUNT_OUT_OF_RANGE));
        }
        long held = holds(input.request()) ? total.get().units() : 0;
        return found.map(original -> approvedFor(input, card.get(), original, held))
                .orElseGet(() -> unmatched(input, card.get(), held));
    }

    /** What nobody here would have approved was approved all the same. */
    private static boolean holds(AuthorizationRequest request) {
        TransactionKind kind = request.payment().processingCode().kind();
        return kind.holds() || kind == TransactionKind.UNSUPPORTED;
    }

    private Decision unmatched(DecisionInput input, CardSnapshot card, long held) {
        AuthorizationRequest request = input.request();
        return accepted(
                input,
                newAuthorization.approved(
                        input,
                        card,
                        held,
                        request.payment().amount(),
                        request.references().approvalCode(),
                        EarlyReversals.of(input)));
    }

    private Decision approvedFor(
            DecisionInput input, CardSnapshot card, OriginalFinder.Found found, long total) {
        Authorization original = found.original();
        return input.request().isIncrement()
                        && original.status() == AuthorizationStatus.APPROVED
                        && !original.isFullyReversed()
                ? accepted(
                        input,
                        holdRestart.with(
                                input,
                                original,
                                IncrementDecider.add(
                                        input,
                                        card,
                                        found,
                                        total,
                                        input.request().references().approvalCode())))
                : totalled(input, card.currency(), found, total);
    }

    private static Decision totalled(
            DecisionInput input, Currency account, OriginalFinder.Found found, long total) {
        Authorization original = found.original();
        Authorization reported =
                original.withAmount(input.request().payment().amount(), total)
                        .changed(
                                AuthorizationStatus.APPROVED,
                                original.hold(),
                                target(input, original, account, total));
        if (reported.isFullyReversed()) {
            return accepted(input, new Effect.Raised(ExceptionKind.ADVICE_AFTER_REVERSAL));
        }
        boolean isBound = original.status() != AuthorizationStatus.APPROVED;
        long held = isBound ? Math.min(total, reported.lowestTarget().orElse(total)) : total;
        long change = original.hold().changeToTotal(held);
        HoldTerm term = change < 0 ? HoldTerm.LOWERED : HoldTerm.RAISED;
        Authorization after =
                reported.changed(
                                reported.status(),
                                reported.hold().with(term, Math.abs(change)),
                                reported.lowestTarget())
                        .counting(counted(original, held));
        return accepted(
                input, new Effect.Changed(original, after, Optional.of(term), found.level()));
    }

    private static long counted(Authorization original, long held) {
        return original.direction() == Direction.DEBIT
                ? Math.max(held, original.countedAtLeast())
                : 0;
    }

    /**
     * What reversals have left of the original. One that came before it, and could not be measured
     * while it was declined, is measured by what the advice reports.
     */
    private static OptionalLong target(
            DecisionInput input, Authorization original, Currency account, long total) {
        Optional<EarlyReversal> early = EarlyReversals.of(input);
        if (original.lowestTarget().isPresent()
                || original.status() != AuthorizationStatus.DECLINED
                || early.isEmpty()) {
            return original.lowestTarget();
        }
        Authorization reported = original.withAmount(input.request().payment().amount(), total);
        return OptionalLong.of(
                HoldAmount.ofReplacement(reported, early.get().replacement(), account));
    }

    private static Decision declinedFor(
            DecisionInput input, CardSnapshot card, OriginalFinder.Found found) {
        Authorization original = found.original();
        if (found.increment().isPresent()) {
            return accepted(input, declinedIncrement(found, found.increment().get()));
        }
        if (input.request().isIncrement()) {
            return accepted(
                    input,
                    IncrementDecider.refused(input, card)
                            .orElseGet(() -> new Effect.Marked(original)));
        }
        long remaining = original.hold().remaining();
        if (remaining == 0) {
            return accepted(input, new Effect.Marked(original));
        }
        Authorization after = released(original, original.status()).uncounted();
        return accepted(
                input,
                new Effect.Changed(original, after, Optional.of(HoldTerm.RELEASED), found.level()));
    }

    private static Effect declinedIncrement(OriginalFinder.Found found, Increment increment) {
        return increment.isApproved() && increment.stands() > 0
                ? IncrementDecider.giveBack(
                        found.original(),
                        increment,
                        increment.stands(),
                        HoldTerm.RELEASED,
                        found.level())
                : new Effect.Marked(found.original());
    }

    /** The authorization with nothing remaining, as released. */
    static Authorization released(Authorization original, AuthorizationStatus status) {
        return original.changed(
                status,
                original.hold().with(HoldTerm.RELEASED, original.hold().remaining()),
                original.lowestTarget());
    }

    private static Decision accepted(DecisionInput input, Effect effect) {
        return accepted(input, List.of(effect));
    }

    private static Decision accepted(DecisionInput input, List<Effect> effects) {
        return new Decision(Answer.of(Reason.ACCEPTED, input.request()), effects);
    }
}
