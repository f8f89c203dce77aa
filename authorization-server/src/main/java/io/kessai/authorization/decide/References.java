package io.kessai.authorization.decide;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What ties a message to others. Absent text is empty.
 *
 * @param networkTransactionId as the dialect finds it
 * @param original DE90
 * @param replacement what is to remain after a partial reversal (DE95), minor units of DE49; absent
 *     or zero means a full one
 * @param approvalCode DE38 of the message: an advice's own, or the original's
 * @param responseCode DE39 of an advice: what stand-in or the terminal decided
 */
public record References(
        String networkTransactionId,
        Optional<OriginalMessage> original,
        OptionalLong replacement,
        String approvalCode,
        String responseCode) {

    public static final References NONE =
            new References("", Optional.empty(), OptionalLong.empty(), "", "");

    /** Whether an advice reports an approval: 00, 08, 10, 11 or none. */
    public boolean reportsApproval() {
        return switch (responseCode) {
            case "", "00", "08", "10", "11" -> true;
            default -> false;
        };
    }
}
