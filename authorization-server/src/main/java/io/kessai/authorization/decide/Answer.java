package io.kessai.authorization.decide;

import java.util.List;
import java.util.Optional;

/**
 * What the network is told.
 *
 * @param approvalCode six characters on approvals, else empty
 * @param amount DE4 of the answer
 * @param billing DE6 of the answer, where the request carried one
 * @param additionalAmounts DE54
 */
public record Answer(
        Reason reason,
        String approvalCode,
        SentAmount amount,
        Optional<SentAmount> billing,
        List<AdditionalAmount> additionalAmounts) {

    /**
     * @throws IllegalArgumentException for an approval code on anything but an approval
     */
    public Answer {
        if (!approvalCode.isEmpty() && !reason.approves()) {
            throw new IllegalArgumentException(reason + " carries no approval code");
        }
        additionalAmounts = List.copyOf(additionalAmounts);
    }

    /** An answer that echoes the amounts of the request and approves nothing. */
    public static Answer of(Reason reason, AuthorizationRequest request) {
        return new Answer(
                reason, "", request.payment().amount(), request.payment().billing(), List.of());
    }
}
