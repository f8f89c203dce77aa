package io.kessai.authorization.decide;

import io.kessai.domain.HoldPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the days of a hold again, for schemes of which the hold policy says so: when an increment
 * adds to it, and when a message of amount zero does nothing but name it.
 *
 * <p>Specification: HoldRestartTest; source: docs/authorization.md, section 7.
 */
final class HoldRestart {

    private final HoldPolicy policy;

    HoldRestart(HoldPolicy policy) {
        this.policy = policy;
    }

    /** What an increment changes, with the days of its chain where they start again. */
    List<Effect> with(DecisionInput input, Authorization chain, List<Effect> increment) {
        if (!restarts(input)) {
            return increment;
        }
        List<Effect> effects = new ArrayList<>(increment);
        effects.add(of(input, chain));
        return effects;
    }

    /** The open hold that a message of amount zero is to extend; empty where it only verifies. */
    Optional<Effect> extending(DecisionInput input) {
        return restarts(input) && input.request().namesHoldOnly()
                ? OriginalFinder.holdingByNetwork(input)
                        .map(OriginalFinder.Found::original)
                        .filter(hold -> hold.hold().remaining() > 0)
                        .map(hold -> of(input, hold))
                : Optional.empty();
    }

    private boolean restarts(DecisionInput input) {
        return policy.restarts(input.request().circumstances().scheme());
    }

    private static Effect of(DecisionInput input, Authorization chain) {
        return new Effect.Restarted(chain, input.businessDate());
    }
}
