package io.kessai.clearing.workflow;

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

    /** How far it got. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    /** Whether it ended where it can go on. */
    boolean canGoOn() {
        return isRedrivable && isDefinitionCurrent && !error.startsWith(OF_FAIL_STATES);
    }
}
