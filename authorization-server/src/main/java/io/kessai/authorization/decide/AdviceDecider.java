package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldTerm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides an authorization advice (0120, 0121): what stand-in or the terminal has done already.
 *
 * <p>Always accepted; never declined for the card's state or funds. An approved advice sets its
 * original's total, a declined one gives back what remains. Specification: AdviceTableTest.
 */
final class AdviceDecider {

    private final NewAuthorization newAuthorization;

    AdviceDecider(HoldPolicy policy) {
        this.newAuthorization = new NewAuthorization(policy);
    }

    Decision decide(DecisionInput input) {
        Optional<CardSnapshot> card = input.situation().card();
        if (card.isEmpty()) {
            return accepted(input, new Effect.Raised(ExceptionKind.CARD_UNKNOWN));
        }
        Optional<OriginalFinder.Found> found = OriginalFinder.find(input);
        if (!input.request().references().reportsApproval()) {
            return found.map(original -> declinedFor(input, original))
                    .orElseGet(() -> accepted(input, newAuthorization.declined(input, card.get())));
        }
        Optional<HoldAmount> total =
                HoldAmount.of(input.request().payment(), card.get().currency());
        if (total.isEmpty()) {
            return accepted(input, new Effect.Raised(ExceptionKind.CURRENCY_NOT_SUPPORTED));
        }
        long held = holds(input.request()) ? total.get().units() : 0;
        return found.map(original -> approvedFor(input, original, card.get().currency(), held))
                .orElseGet(() -> unmatched(input, card.get(), held));
    }

    private static boolean holds(AuthorizationRequest request) {
        return switch (request.payment().processingCode().kind()) {
            case PURCHASE, PURCHASE_WITH_CASHBACK, CASH, QUASI_CASH, UNSUPPORTED -> true;
            case CREDIT, BALANCE_INQUIRY, VERIFICATION -> false;
        };
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

    private static Decision approvedFor(
            DecisionInput input, OriginalFinder.Found found, Currency account, long total) {
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
                        reported.lowestTarget());
        return accepted(
                input, new Effect.Changed(original, after, Optional.of(term), found.level()));
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

    private static Decision declinedFor(DecisionInput input, OriginalFinder.Found found) {
        Authorization original = found.original();
        long remaining = original.hold().remaining();
        if (remaining == 0) {
            return accepted(input, new Effect.Marked(original));
        }
        Authorization after = released(original, original.status());
        return accepted(
                input,
                new Effect.Changed(original, after, Optional.of(HoldTerm.RELEASED), found.level()));
    }

    /** The authorization with nothing remaining, as released. */
    static Authorization released(Authorization original, AuthorizationStatus status) {
        return original.changed(
                status,
                original.hold().with(HoldTerm.RELEASED, original.hold().remaining()),
                original.lowestTarget());
    }

    private static Decision accepted(DecisionInput input, Effect effect) {
        return new Decision(Answer.of(Reason.ACCEPTED, input.request()), List.of(effect));
    }
}
