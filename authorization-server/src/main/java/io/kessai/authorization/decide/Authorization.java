package io.kessai.authorization.decide;

import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.MessageKey;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * An authorization as later messages find it: a chain is one.
 *
 * @param id 0 until it is recorded
 * @param key of the message that opened it
 * @param amount what was approved, in the transaction's currency
 * @param billed what {@code amount} is in minor units of the account's currency: what a replacement
 *     amount is measured by; 0 where nobody knows
 * @param lowestTarget the lowest total a reversal has set; absent where none was applied
 * @param forwarder DE33 of the message that opened it
 * @param names of the message that opened it
 */
public record Authorization(
        long id,
        MessageKey key,
        AuthorizationStatus status,
        Direction direction,
        SentAmount amount,
        long billed,
        Hold hold,
        OptionalLong lowestTarget,
        Instant decidedAt,
        String forwarder,
        String approvalCode,
        Names names) {

    private static final Duration LOOK_BACK = Duration.ofDays(30);

    public boolean isFullyReversed() {
        return lowestTarget.isPresent() && lowestTarget.getAsLong() == 0;
    }

    /**
     * Whether a message of the same card may mean this one: they share the network's id, a trace
     * id, a STAN, a retrieval reference or an approval code. {@link OriginalFinder} then decides
     * whether it does.
     */
    public boolean mayBeMeantBy(AuthorizationRequest request) {
        References references = request.references();
        return isNamedByNetwork(references)
                || references.original().filter(o -> o.stan().equals(key.stan())).isPresent()
                || shares(key.rrn(), request.key().rrn())
                || shares(approvalCode, references.approvalCode());
    }

    /** Whether a message of the same card names this one as the network does. */
    boolean isNamedByNetwork(References references) {
        return shares(names.networkTransactionId(), references.networkTransactionId())
                || shares(names.traceId(), references.originalTraceId());
    }

    /**
     * How old an authorization may be for a retrieval reference (DE37) or approval code (DE38) of a
     * message of {@code now} to mean it: both are used again.
     */
    public static Instant earliestByNumbers(Instant now) {
        return now.minus(LOOK_BACK);
    }

    private static boolean shares(String mine, String theirs) {
        return !mine.isEmpty() && mine.equals(theirs);
    }

    public Authorization withId(long newId) {
        return new Authorization(
                newId,
                key,
                status,
                direction,
                amount,
                billed,
                hold,
                lowestTarget,
                decidedAt,
                forwarder,
                approvalCode,
                names);
    }

    /** The same with another approved amount, as an advice reports it. */
    public Authorization withAmount(SentAmount newAmount, long newBilled) {
        return new Authorization(
                id,
                key,
                status,
                direction,
                newAmount,
                newBilled,
                hold,
                lowestTarget,
                decidedAt,
                forwarder,
                approvalCode,
                names);
    }

    /** The same with another status, hold and lowest target. */
    public Authorization changed(
            AuthorizationStatus newStatus, Hold newHold, OptionalLong newLowestTarget) {
        return new Authorization(
                id,
                key,
                newStatus,
                direction,
                amount,
                billed,
                newHold,
                newLowestTarget,
                decidedAt,
                forwarder,
                approvalCode,
                names);
    }
}
