package io.kessai.clearing.reconcile;

import io.kessai.domain.Direction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An authorization that a record may belong to. Texts are without blanks around them, absent ones
 * empty.
 *
 * @param isSingleMessage whether it was posted when it was approved
 * @param amount what clearing may expect, in minor units of {@code currency} (that of the
 *     transaction)
 * @param authorizedOn UTC date of its first message
 * @param claims the presentments matched with it before
 */
record Candidate(
        long id,
        long cardId,
        Direction direction,
        AuthorizationState standing,
        boolean isSingleMessage,
        long amount,
        int currency,
        LocalDate authorizedOn,
        Instant decidedAt,
        String transactionId,
        String approvalCode,
        String rrn,
        String terminal,
        String merchant,
        String mcc,
        List<Claim> claims) {

    /** Whether nothing that clearing sees tells the two apart: two identical coffees. */
    boolean isInterchangeableWith(Candidate other) {
        return cardId == other.cardId
                && merchant.equals(other.merchant)
                && amount == other.amount
                && currency == other.currency;
    }
}
