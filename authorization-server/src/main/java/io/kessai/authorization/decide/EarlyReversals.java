package io.kessai.authorization.decide;

import java.time.Duration;
import java.util.Optional;

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
        boolean isIncrementOfKnown =
                input.request().isIncrement() && IncrementDecider.chain(input).isPresent();
        return input.situation().earlyReversals().stream()
                .filter(early -> early.receivedAt().plus(REMEMBERED).isAfter(input.now()))
                .filter(early -> early.names(input.request()))
                .filter(early -> !isIncrementOfKnown || early.namesMessage(input.request()))
                .min((a, b) -> Long.compare(a.replacement().orElse(0), b.replacement().orElse(0)));
    }
}
