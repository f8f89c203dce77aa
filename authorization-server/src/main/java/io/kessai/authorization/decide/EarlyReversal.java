package io.kessai.authorization.decide;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A reversal that came before its original, remembered by exact identity.
 *
 * @param networkTransactionId empty where the network sent none
 * @param stan DE11 of the original named in DE90, empty where it named none
 * @param transmission DE7 of the original named in DE90, empty where it named none
 * @param replacement what is to remain, minor units of the transaction currency; absent: full
 */
public record EarlyReversal(
        String networkTransactionId,
        String messageClass,
        String stan,
        String transmission,
        OptionalLong replacement,
        Instant receivedAt) {

    /** Whether nothing is to remain. */
    public boolean isFull() {
        return replacement.orElse(0) == 0;
    }

    /** Whether {@code request} is the original this reversal was sent for (same card assumed). */
    public boolean names(AuthorizationRequest request) {
        boolean byNetwork =
                !networkTransactionId.isEmpty()
                        && networkTransactionId.equals(request.references().networkTransactionId());
        boolean byMessage =
                !stan.isEmpty()
                        && stan.equals(request.key().stan())
                        && transmission.equals(request.key().transmission())
                        && messageClass.charAt(0) == request.mti().charAt(1);
        return byNetwork || byMessage;
    }
}
