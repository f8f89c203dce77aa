package io.kessai.authorization.decide;

import java.util.Optional;

/**
 * The checks on what a message proves card and cardholder with, in {@link Reason} order, and what
 * they use up.
 */
final class ProofChecks {

    /** Wrong PINs in a row after which no PIN is accepted any more. */
    private static final int PIN_FAILURES_MAX = 3;

    private ProofChecks() {}

    /** What the proofs are refused for; empty if they are not. */
    static Optional<Reason> firstFailure(Findings findings, CardCounters counters) {
        return cryptogram(findings, counters)
                .or(() -> values(findings))
                .or(() -> pin(findings, counters));
    }

    private static Optional<Reason> cryptogram(Findings findings, CardCounters counters) {
        if (findings.cryptogram() == Finding.BAD) {
            return Optional.of(Reason.CRYPTOGRAM_INVALID);
        }
        return findings.counter().isPresent() && counters.isUsed(findings.counter().getAsInt())
                ? Optional.of(Reason.ATC_REPLAY)
                : Optional.empty();
    }

    private static Optional<Reason> values(Findings findings) {
        if (findings.trackValue() == Finding.BAD) {
            return Optional.of(Reason.TRACK_CVV_MISMATCH);
        }
        if (findings.printedValue() == Finding.BAD) {
            return Optional.of(Reason.CVV_MISMATCH);
        }
        if (findings.printedValue() == Finding.MISSING) {
            return Optional.of(Reason.CVV_REQUIRED);
        }
        return findings.cavv() == Finding.BAD ? Optional.of(Reason.CAVV_INVALID) : Optional.empty();
    }

    private static Optional<Reason> pin(Findings findings, CardCounters counters) {
        boolean isVerified = findings.pin() == Finding.GOOD || findings.pin() == Finding.BAD;
        if (isVerified && counters.pinFailures() >= PIN_FAILURES_MAX) {
            return Optional.of(Reason.PIN_TRIES_EXCEEDED);
        }
        return findings.pin() == Finding.BAD ? Optional.of(Reason.PIN_INCORRECT) : Optional.empty();
    }

    /**
     * The counters as the message leaves them. A good cryptogram's counter is used up whatever the
     * answer. A PIN counts only where it was reached: wrong, it is the reason; right, nothing
     * before it failed.
     *
     * @param refusal what the card checks refused the message for
     */
    static CardCounters after(Findings findings, CardCounters counters, Optional<Reason> refusal) {
        CardCounters used =
                findings.counter().isPresent() && !counters.isUsed(findings.counter().getAsInt())
                        ? counters.using(findings.counter().getAsInt())
                        : counters;
        if (refusal.filter(reason -> reason == Reason.PIN_INCORRECT).isPresent()) {
            return used.withPinFailures(used.pinFailures() + 1);
        }
        return findings.pin() == Finding.GOOD && refusal.isEmpty() ? used.withPinFailures(0) : used;
    }
}
