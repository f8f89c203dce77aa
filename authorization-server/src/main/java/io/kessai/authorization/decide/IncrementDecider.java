package io.kessai.authorization.decide;

import io.kessai.domain.HoldTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what adds to an authorization: an 0100 with the dialect's increment mark, or an advice
 * that reports one.
 *
 * <p>It is decided on itself alone, never in part, and belongs to the chain that it refers to as a
 * reversal would. Specification: IncrementTableTest; source: docs/authorization.md, section 7.
 */
final class IncrementDecider {

    private IncrementDecider() {}

    /** The chain it adds to: found by section 5, no single message, in the same currency. */
    static Optional<OriginalFinder.Found> chain(DecisionInput input) {
        return OriginalFinder.findHolding(input)
                .filter(
                        found ->
                                found.original().amount().currency()
                                        == input.request().payment().amount().currency());
    }

    /** {@link #chain}, where money may be added to it: approved, not given back or used up. */
    static Optional<OriginalFinder.Found> openChain(DecisionInput input) {
        return chain(input)
                .filter(found -> found.original().status() == AuthorizationStatus.APPROVED)
                .filter(found -> found.original().hold().remaining() > 0);
    }

    /** A refused increment stays with its chain: its own reversal does not mean the chain. */
    static Optional<Effect> refused(DecisionInput input, CardSnapshot card) {
        long asked = HoldAmount.unitsOf(input, card.currency());
        Increment refused = increment(input, AuthorizationStatus.DECLINED, asked, "");
        return chain(input)
                .map(
                        found ->
                                new Effect.Changed(
                                        found.original(),
                                        found.original().with(refused),
                                        Optional.empty(),
                                        found.level()));
    }

    /**
     * What adding changes: the hold, and at once back what a reversal of this very message, come
     * before it, leaves of it.
     */
    static List<Effect> add(
            DecisionInput input,
            CardSnapshot card,
            OriginalFinder.Found found,
            long units,
            String approvalCode) {
        Increment increment = increment(input, AuthorizationStatus.APPROVED, units, approvalCode);
        Authorization whole = found.original().incremented(increment);
        List<Effect> effects = new ArrayList<>();
        effects.add(
                new Effect.Changed(
                        found.original(), whole, Optional.of(HoldTerm.INCREMENTED), found.level()));
        EarlyReversals.of(input)
                .ifPresent(
                        early -> {
                            long left =
                                    HoldAmount.ofReplacement(
                                            increment.amount(),
                                            units,
                                            early.replacement(),
                                            card.currency());
                            effects.add(
                                    giveBack(
                                            whole,
                                            increment,
                                            Math.max(0, units - left),
                                            HoldTerm.REVERSED,
                                            found.level()));
                        });
        return effects;
    }

    /**
     * Takes back part of an increment, and of the hold as much of that as remains.
     *
     * @param units at most what the increment stands for
     */
    static Effect.Changed giveBack(
            Authorization chain, Increment increment, long units, HoldTerm term, int level) {
        Authorization after = chain.givingBack(increment, units, term, increment.status());
        return new Effect.Changed(
                chain,
                after,
                after.hold().remaining() < chain.hold().remaining()
                        ? Optional.of(term)
                        : Optional.empty(),
                level);
    }

    private static Increment increment(
            DecisionInput input, AuthorizationStatus status, long units, String approvalCode) {
        AuthorizationRequest request = input.request();
        return new Increment(
                request.key(),
                status,
                request.payment().amount(),
                units,
                0,
                input.now(),
                request.acceptor().forwarder(),
                approvalCode,
                request.references().names(),
                status == AuthorizationStatus.APPROVED ? units : 0);
    }
}
