package io.kessai.authorization.decide;

import io.kessai.domain.MessageKey;
import java.time.Instant;

/**
 * A message that added to an authorization, or was refused that. A later message may name it by its
 * own key, and then means it and not the whole chain.
 *
 * @param amount what it asked, in the transaction's currency, which is that of its chain
 * @param billed the same in minor units of the account's currency: what it added if it was approved
 * @param givenBack how much of {@code billed} reversals and declined advices of its own, or its
 *     undoing, have taken back; at most {@code billed}
 * @param decidedAt when it arrived
 * @param forwarder DE33
 * @param approvalCode DE38, six characters where it was approved
 * @param counted what it counts for in limits at {@code decidedAt}, in minor units of the account's
 *     currency; it is no authorization of its own
 */
public record Increment(
        MessageKey key,
        AuthorizationStatus status,
        SentAmount amount,
        long billed,
        long givenBack,
        Instant decidedAt,
        String forwarder,
        String approvalCode,
        Names names,
        long counted) {

    /**
     * @throws IllegalArgumentException if more was given back than was added
     */
    public Increment {
        if (billed < 0 || givenBack < 0 || givenBack > billed) {
            throw new IllegalArgumentException("an increment gives back at most what it added");
        }
    }

    /** What it still stands for: what was added less what was given back. */
    public long stands() {
        return billed - givenBack;
    }

    public boolean isApproved() {
        return status == AuthorizationStatus.APPROVED;
    }

    /** The same with less of it standing, and another status. */
    Increment givingBack(long more, AuthorizationStatus newStatus) {
        return copy(newStatus, givenBack + more, counted);
    }

    /** The same counting for this much. */
    Increment counting(long units) {
        return copy(status, givenBack, units);
    }

    private Increment copy(AuthorizationStatus newStatus, long newGivenBack, long newCounted) {
        return new Increment(
                key,
                newStatus,
                amount,
                billed,
                newGivenBack,
                decidedAt,
                forwarder,
                approvalCode,
                names,
                newCounted);
    }
}
