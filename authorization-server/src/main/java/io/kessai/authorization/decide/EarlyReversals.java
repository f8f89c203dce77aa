package io.kessai.authorization.decide;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the reversal that came before a message. */
final class EarlyReversals {

    /** How long an early reversal waits for its original. */
    static final Duration REMEMBERED = Duration.ofDays(10);

    private EarlyReversals() {}

    /**
     * The reversal with the lowest target among those that name the message. One that named the
     * whole transaction was for the authorization that an increment adds to, if that is here.
     */
    static Optional<EarlyReversal> of(DecisionInput input) {
        return input.request().isIncrement() && IncrementDecider.chain(input).isPresent()
                ? ofMessage(input)
                : lowest(input, early -> early.names(input.request()));
    }

    /** The same among those that named this very message, and not its whole transaction. */
    static Optional<EarlyReversal> ofMessage(DecisionInput input) {
        return lowest(input, early -> early.namesMessage(input.request()));
    }

    private static Optional<EarlyReversal> lowest(
            DecisionInput input, Predicate<EarlyReversal> isMeant) {
        return input.situation().earlyReversals().stream()
                .filter(early -> early.receivedAt().plus(REMEMBERED).isAfter(input.now()))
                .filter(isMeant)
                .min((a, b) -> Long.compare(a.replacement().orElse(0), b.replacement().orElse(0)));
    }
}
