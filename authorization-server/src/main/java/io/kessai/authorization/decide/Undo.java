package io.kessai.authorization.decide;

import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import java.util.Optional;

/** Takes back an approval that was committed but not given. */
public final class Undo {

    private Undo() {}

    /**
     * What remains is released and the authorization voided. Empty where there is nothing to take
     * back: it was no approval, or an advice has since reported that the money is spent. One that
     * reported the very total leaves no term but an event: who calls asks for that.
     */
    public static Optional<Effect.Changed> of(Authorization authorization) {
        Hold hold = authorization.hold();
        boolean confirmed = hold.raised() > 0 || hold.lowered() > 0;
        if (authorization.status() != AuthorizationStatus.APPROVED || confirmed) {
            return Optional.empty();
        }
        Authorization after = AdviceDecider.released(authorization, AuthorizationStatus.VOIDED);
        return Optional.of(
                new Effect.Changed(
                        authorization,
                        after,
                        hold.remaining() > 0 ? Optional.of(HoldTerm.RELEASED) : Optional.empty(),
                        0));
    }
}
