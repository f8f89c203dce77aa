package io.kessai.clearing.workflow;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * An execution as its service tells it.
 *
 * @param arn its own
 * @param stateMachine the ARN of what it executes
 * @param error the name of what ended it; empty where it did not fail
 * @param cause the same for people
 * @param input a JSON object
 * @param isRedrivable whether the service would go on with it
 * @param isDefinitionCurrent whether the state machine is still what it was when this one began
 */
public record Execution(
        String arn,
        String stateMachine,
        Status status,
        String error,
        String cause,
        String input,
        boolean isRedrivable,
        boolean isDefinitionCurrent) {

    /** Errors of our own definition: a state that only fails does so again when redriven. */
    private static final String OF_FAIL_STATES = "Kessai.";

    /** Errors of states that compute: from the same input they come to the same. */
    private static final Set<String> OF_COMPUTING_STATES =
            Set.of(
                    "States.Runtime",
                    "States.IntrinsicFailure",
                    "States.ParameterPathFailure",
                    "States.DataLimitExceeded");

    /** Whether it was to do the whole night of that business date in that zone. */
    public boolean isNightOf(LocalDate businessDate, ZoneId zone) {
        return Input.scheduledAt(input)
                        .map(at -> LocalDate.ofInstant(at, zone))
                        .filter(businessDate::equals)
                        .isPresent()
                && !Input.isOfFile(input);
    }

    /** How far it got. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    /**
     * @throws OperatingException {@code STEP_RUNNING} while it runs
     */
    public void requireOver() {
        if (status == Status.RUNNING) {
            throw new OperatingException(
                    ErrorCode.STEP_RUNNING, arn + " is running: wait for its end, or stop it");
        }
    }

    /** Whether it ended where it can go on. */
    boolean canGoOn() {
        return isRedrivable
                && isDefinitionCurrent
                && !error.startsWith(OF_FAIL_STATES)
                && !OF_COMPUTING_STATES.contains(error);
    }
}
