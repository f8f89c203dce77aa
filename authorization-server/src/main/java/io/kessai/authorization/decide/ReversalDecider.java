package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides a reversal (0400, 0401) or reversal advice (0420, 0421).
 *
 * <p>A reversal sets a target total T for its original: zero, or the replacement amount. It gives
 * back {@code max(0, remaining − max(0, T − cleared))}; a T not below the lowest one applied before
 * changes nothing, and a reversal cannot be reversed. Of a single message it takes back what is
 * posted beyond T. Specification: ReversalTableTest.
 */
final class ReversalDecider {

    Decision decide(DecisionInput input) {
        AuthorizationRequest request = input.request();
        Optional<CardSnapshot> card = input.situation().card();
        if (card.isEmpty()) {
            return unmatched(input, List.of(new Effect.Raised(ExceptionKind.CARD_UNKNOWN)));
        }
        if (request.references().original().filter(OriginalMessage::isReversal).isPresent()) {
            return unmatched(input, List.of());
        }
        Optional<OriginalFinder.Found> found = OriginalFinder.find(input);
        if (found.isEmpty()) {
            return unmatched(input, remember(input));
        }
        Answer accepted = Answer.of(Reason.ACCEPTED, request);
        return new Decision(accepted, reverse(found.get(), request, card.get().currency()));
    }

    private static List<Effect> reverse(
            OriginalFinder.Found found, AuthorizationRequest request, Currency account) {
        Authorization original = found.original();
        if (isOver(original)) {
            return List.of(new Effect.Marked(original));
        }
        if (found.increment().isPresent()) {
            return reverseIncrement(found, found.increment().get(), request, account);
        }
        long target = HoldAmount.ofReplacement(original, request.references(), account);
        OptionalLong lowest = original.lowestTarget();
        if (lowest.isPresent() && target >= lowest.getAsLong()) {
            return List.of(new Effect.Marked(original));
        }
        Authorization after = original.reversedTo(target);
        long released = original.hold().remaining() - after.hold().remaining();
        List<Effect> effects = new ArrayList<>();
        effects.add(
                new Effect.Changed(
                        original,
                        after,
                        released > 0 ? Optional.of(HoldTerm.REVERSED) : Optional.empty(),
                        found.level()));
        if (released == 0 && after.posted() == original.posted()) {
            effects.add(withoutEffect(original));
        }
        return effects;
    }

    /** One that names an increment's own message gives back that increment, down to T of it. */
    private static List<Effect> reverseIncrement(
            OriginalFinder.Found found,
            Increment increment,
            AuthorizationRequest request,
            Currency account) {
        Authorization chain = found.original();
        long target =
                HoldAmount.ofReplacement(
                        increment.amount(), increment.billed(), request.references(), account);
        long units = increment.stands() - target;
        if (!increment.isApproved() || units <= 0) {
            return List.of(new Effect.Marked(chain));
        }
        Effect.Changed given =
                IncrementDecider.giveBack(
                        chain, increment, units, HoldTerm.REVERSED, found.level());
        return given.term().isPresent() ? List.of(given) : List.of(given, withoutEffect(chain));
    }

    private static Effect withoutEffect(Authorization original) {
        return original.hold().cleared() > 0 && original.hold().remaining() == 0
                ? new Effect.Raised(ExceptionKind.REVERSAL_AFTER_CLEARING)
                : new Effect.Marked(original);
    }

    /**
     * Whether it ended without money moving: declined, late or expired. A reversal then leaves no
     * target behind, since an advice may still report that stand-in approved.
     */
    private static boolean isOver(Authorization original) {
        Hold hold = original.hold();
        boolean isExpired = hold.remaining() == 0 && hold.expired() > 0 && hold.cleared() == 0;
        return original.status() != AuthorizationStatus.APPROVED || isExpired;
    }

    private static Decision unmatched(DecisionInput input, List<Effect> effects) {
        AuthorizationRequest request = input.request();
        Reason reason = request.kind().reports() ? Reason.ACCEPTED : Reason.ORIGINAL_UNKNOWN;
        return new Decision(Answer.of(reason, request), effects);
    }

    /** Early reversals are remembered by exact identity only. */
    private static List<Effect> remember(DecisionInput input) {
        References references = input.request().references();
        Optional<OriginalMessage> exact = references.original().filter(OriginalMessage::isExact);
        String name =
                references.networkTransactionId().isEmpty()
                        ? references.originalTraceId()
                        : references.networkTransactionId();
        if (exact.isEmpty() && name.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Effect.Remembered(
                        new EarlyReversal(
                                name,
                                exact.map(original -> original.mti().substring(1, 3)).orElse("10"),
                                exact.map(OriginalMessage::stan).orElse(""),
                                exact.map(OriginalMessage::sentAt).orElse(""),
                                references.replacement(),
                                input.now())));
    }
}
