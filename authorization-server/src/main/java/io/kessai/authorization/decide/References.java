package io.kessai.authorization.decide;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What ties a message to others. Absent text is empty.
 *
 * @param names its own
 * @param originalTraceId the {@link Names#traceId} of the message that this one is about
 * @param original DE90, or DE56 of 1993
 * @param replacement what is to remain after a partial reversal (DE95), minor units of DE49; absent
 *     or zero means a full one
 * @param replacementBilled the same in the currency of cardholder billing (DE51), where told
 * @param approvalCode DE38 of the message: an advice's own, or the original's
 * @param responseCode DE39 of an advice: what stand-in or the terminal decided
 * @param isMarkedIncrement whether it carries the dialect's mark of what adds to an authorization
 * @param isMarkedPartial whether it carries the dialect's mark of a completion that more will
 *     follow
 */
public record References(
        Names names,
        String originalTraceId,
        Optional<OriginalMessage> original,
        OptionalLong replacement,
        Optional<SentAmount> replacementBilled,
        String approvalCode,
        String responseCode,
        boolean isMarkedIncrement,
        boolean isMarkedPartial) {

    public static final References NONE =
            new References(
                    Names.NONE,
                    "",
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    "",
                    "",
                    false,
                    false);

    /** The network's one name of the transaction, empty where it has none. */
    public String networkTransactionId() {
        return names.networkTransactionId();
    }

    /** Whether an advice reports an approval: 00, 08, 10, 11 or none. */
    public boolean reportsApproval() {
        return switch (responseCode) {
            case "", "00", "08", "10", "11" -> true;
            default -> false;
        };
    }
}
