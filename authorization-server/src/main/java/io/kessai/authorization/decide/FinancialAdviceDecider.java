package io.kessai.authorization.decide;

import io.kessai.domain.Direction;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides a financial advice (0220, 0221): money that moved already, to be posted at once.
 *
 * <p>Always accepted, never declined for the card's state or funds. For an authorization it is a
 * completion: posted under its own name, and taken from the hold, of which nothing stays unless it
 * is marked partial. For a single message it says what stands posted. Specification:
 * FinancialTableTest.
 */
final class FinancialAdviceDecider {

    private final NewAuthorization newAuthorization;

    FinancialAdviceDecider(HoldPolicy policy) {
        this.newAuthorization = new NewAuthorization(policy);
    }

    Decision decide(DecisionInput input) {
        Optional<CardSnapshot> card = input.situation().card();
        if (card.isEmpty()) {
            return accepted(input, new Effect.Raised(ExceptionKind.CARD_UNKNOWN));
        }
        Optional<OriginalFinder.Found> found = original(input);
        if (!input.request().references().reportsApproval()) {
            return found.map(original -> declinedFor(input, original))
                    .orElseGet(() -> accepted(input, newAuthorization.declined(input, card.get())));
        }
        Optional<HoldAmount> asked = HoldAmount.of(input, card.get().currency());
        if (asked.isEmpty()) {
            return accepted(input, new Effect.Raised(ExceptionKind.CURRENCY_NOT_SUPPORTED));
        }
        if (asked.get().isOutOfRange()) {
            return accepted(input, new Effect.Raised(ExceptionKind.AMOUNT_OUT_OF_RANGE));
        }
        long total = moves(input.request()) ? asked.get().units() : 0;
        if (found.isEmpty()) {
            return accepted(
                    input,
                    posted(
                            input,
                            card.get(),
                            total,
                            counted(input, total),
                            EarlyReversals.of(input)));
        }
        return found.get().original().isSingleMessage()
                ? confirmed(input, found.get(), total)
                : completed(input, card.get(), found.get(), total);
    }

    /** Completions share names with their authorization: that is looked for first. */
    private static Optional<OriginalFinder.Found> original(DecisionInput input) {
        return OriginalFinder.findHolding(input)
                .or(() -> OriginalFinder.find(input, Authorization::isSingleMessage));
    }

    private static boolean moves(AuthorizationRequest request) {
        return switch (request.payment().processingCode().kind()) {
            case PURCHASE, PURCHASE_WITH_CASHBACK, CASH, QUASI_CASH, CREDIT, UNSUPPORTED -> true;
            case BALANCE_INQUIRY, VERIFICATION -> false;
        };
    }

    private Effect posted(
            DecisionInput input,
            CardSnapshot card,
            long total,
            long counted,
            Optional<EarlyReversal> reversedEarly) {
        AuthorizationRequest request = input.request();
        return newAuthorization.approved(
                input,
                card,
                total,
                request.payment().amount(),
                request.references().approvalCode(),
                reversedEarly,
                counted);
    }

    /** The single message stands as this one reports it, whatever became of its request. */
    private static Decision confirmed(
            DecisionInput input, OriginalFinder.Found found, long reported) {
        Authorization original = found.original();
        if (original.isFullyReversed()) {
            return accepted(input, new Effect.Raised(ExceptionKind.ADVICE_AFTER_REVERSAL));
        }
        long stands = Math.min(reported, original.lowestTarget().orElse(reported));
        Authorization after =
                original.withAmount(input.request().payment().amount(), reported)
                        .changed(
                                AuthorizationStatus.APPROVED,
                                original.hold(),
                                original.lowestTarget())
                        .withPosted(stands)
                        .counting(original.direction() == Direction.DEBIT ? stands : 0);
        return accepted(
                input,
                new Effect.Changed(original, after, Optional.of(HoldTerm.RAISED), found.level()));
    }

    /**
     * What it posts goes off the hold, as far as that reaches; the rest of the hold is released.
     */
    private Decision completed(
            DecisionInput input, CardSnapshot card, OriginalFinder.Found found, long total) {
        Authorization original = found.original();
        List<Effect> effects = new ArrayList<>();
        // What its authorization counted for stays counted, as with clearing.
        long counted = original.counted() > 0 ? 0 : counted(input, total);
        effects.add(posted(input, card, total, counted, reversedEarly(input, original)));
        long taken = Math.min(total, original.hold().remaining());
        Authorization cleared = changed(original, HoldTerm.CLEARED, taken);
        if (taken > 0) {
            effects.add(
                    new Effect.Changed(
                            original, cleared, Optional.of(HoldTerm.CLEARED), found.level()));
        }
        long rest = cleared.hold().remaining();
        if (rest > 0 && !input.request().references().isMarkedPartial()) {
            effects.add(
                    new Effect.Changed(
                            cleared,
                            changed(cleared, HoldTerm.RELEASED, rest),
                            Optional.of(HoldTerm.RELEASED),
                            found.level()));
        }
        if (original.isFullyReversed()) {
            effects.add(new Effect.Raised(ExceptionKind.ADVICE_AFTER_REVERSAL));
        }
        return new Decision(Answer.of(Reason.ACCEPTED, input.request()), effects);
    }

    /** One that named the whole transaction has reduced an authorization that was approved. */
    private static Optional<EarlyReversal> reversedEarly(
            DecisionInput input, Authorization original) {
        return original.status() == AuthorizationStatus.APPROVED
                ? EarlyReversals.ofMessage(input)
                : EarlyReversals.of(input);
    }

    private static long counted(DecisionInput input, long total) {
        return input.request().direction() == Direction.DEBIT ? total : 0;
    }

    private static Authorization changed(Authorization original, HoldTerm term, long amount) {
        return original.changed(
                original.status(), original.hold().with(term, amount), original.lowestTarget());
    }

    /** It was declined elsewhere after all: nothing of it stays held or posted. */
    private static Decision declinedFor(DecisionInput input, OriginalFinder.Found found) {
        Authorization original = found.original();
        long remaining = original.hold().remaining();
        if (remaining == 0 && original.posted() == 0) {
            return accepted(input, new Effect.Marked(original));
        }
        Authorization after =
                AdviceDecider.released(original, original.status()).withPosted(0).uncounted();
        return accepted(
                input,
                new Effect.Changed(
                        original,
                        after,
                        remaining > 0 ? Optional.of(HoldTerm.RELEASED) : Optional.empty(),
                        found.level()));
    }

    private static Decision accepted(DecisionInput input, Effect effect) {
        return new Decision(Answer.of(Reason.ACCEPTED, input.request()), List.of(effect));
    }
}
