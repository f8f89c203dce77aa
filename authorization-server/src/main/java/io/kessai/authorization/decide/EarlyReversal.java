package io.kessai.authorization.decide;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A reversal that came before its original, remembered by exact identity.
 *
 * @param networkTransactionId of the transaction, else the trace id of the original; empty where
 *     the network sent neither
 * @param stan DE11 of the original named in DE90, empty where it named none
 * @param sentAt DE7 of the original named in DE90 (DE12 in DE56 of 1993), empty where it named none
 * @param replacement what is to remain, minor units of the transaction currency; absent: full
 */
public record EarlyReversal(
        String networkTransactionId,
        String messageClass,
        String stan,
        String sentAt,
        OptionalLong replacement,
        Instant receivedAt) {

    /** Whether nothing is to remain. */
    public boolean isFull() {
        return replacement.orElse(0) == 0;
    }

    /** Whether {@code request} is the original this reversal was sent for (same card assumed). */
    public boolean names(AuthorizationRequest request) {
        Names names = request.references().names();
        boolean byNetwork =
                !networkTransactionId.isEmpty()
                        && (networkTransactionId.equals(names.networkTransactionId())
                                || networkTransactionId.equals(names.traceId()));
        return byNetwork || namesMessage(request);
    }

    /** Whether it named {@code request} by its own DE11 and time, and not a whole transaction. */
    boolean namesMessage(AuthorizationRequest request) {
        return !stan.isEmpty()
                && stan.equals(request.key().stan())
                && request.references().names().isSentAt(sentAt, request.key().transmission())
                && messageClass.charAt(0) == request.mti().charAt(1);
    }
}
