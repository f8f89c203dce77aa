package io.kessai.authorization.decide;

import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.MessageKey;
import java.util.Optional;

/** Takes back an approval that was committed but not given. */
public final class Undo {

    private Undo() {}

    /**
     * What remains is released, what was posted is taken back, and the authorization voided. Empty
     * where there is nothing to take back: it was no approval, an advice has since reported that
     * the money is spent, or an increment that stands shows that the network knows it. An advice
     * that reported the very total leaves no term but an event: who calls asks for that.
     */
    public static Optional<Effect.Changed> of(Authorization authorization) {
        Hold hold = authorization.hold();
        boolean confirmed =
                hold.raised() > 0
                        || hold.lowered() > 0
                        || authorization.increments().stream().anyMatch(Increment::isApproved);
        if (authorization.status() != AuthorizationStatus.APPROVED || confirmed) {
            return Optional.empty();
        }
        Authorization after =
                AdviceDecider.released(authorization, AuthorizationStatus.VOIDED)
                        .withPosted(0)
                        .uncounted();
        return Optional.of(changed(authorization, after));
    }

    /**
     * What an increment still stands for is released, as far as it remains, and the increment
     * voided. Empty where the chain has no approved increment of that message.
     */
    public static Optional<Effect.Changed> ofIncrement(Authorization chain, MessageKey message) {
        return chain.increments().stream()
                .filter(increment -> increment.key().equals(message))
                .filter(Increment::isApproved)
                .findFirst()
                .map(
                        increment ->
                                changed(
                                        chain,
                                        chain.givingBack(
                                                increment,
                                                increment.stands(),
                                                HoldTerm.RELEASED,
                                                AuthorizationStatus.VOIDED)));
    }

    private static Effect.Changed changed(Authorization before, Authorization after) {
        return new Effect.Changed(
                before,
                after,
                after.hold().remaining() < before.hold().remaining()
                        ? Optional.of(HoldTerm.RELEASED)
                        : Optional.empty(),
                0);
    }
}
