package io.kessai.authorization.decide;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Everything a decision depends on. It is journaled whole, so that replaying it gives the same
 * decision.
 *
 * @param now when the message arrived
 * @param zone the programme's
 * @param approvalCode six characters, drawn before the decision, used if it approves
 */
public record DecisionInput(
        AuthorizationRequest request,
        Situation situation,
        Instant now,
        ZoneId zone,
        String approvalCode) {

    /** The business date, with the cutover at midnight of the programme's zone. */
    public LocalDate businessDate() {
        return LocalDate.ofInstant(now, zone);
    }
}
