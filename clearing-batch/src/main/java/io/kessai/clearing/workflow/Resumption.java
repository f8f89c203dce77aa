package io.kessai.clearing.workflow;

import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;

/** What is to be done about an execution that is over. Pure. */
public sealed interface Resumption {

    /** For people, in one line. */
    String told();

    /** It succeeded. */
    record Nothing(String arn) implements Resumption {

        @Override
        public String told() {
            return "nothing to do: " + arn + " succeeded";
        }
    }

    /** It goes on at the step that failed. */
    record Redrive(String arn) implements Resumption {

        @Override
        public String told() {
            return "redrive " + arn + ": it goes on at the step that failed";
        }
    }

    /**
     * Another one begins, with the same input.
     *
     * @param input a JSON object
     * @param reason why the old one does not go on
     */
    record Anew(String stateMachine, String input, String reason) implements Resumption {

        @Override
        public String told() {
            return "start %s with %s: %s".formatted(stateMachine, input, reason);
        }
    }

    /**
     * @param firstLeft the first step of it that is not done; {@code RECEIVE} for all
     * @throws OperatingException {@code STEP_RUNNING} while it runs
     */
    static Resumption of(Execution execution, StepName firstLeft) {
        return switch (execution.status()) {
            case RUNNING ->
                    throw new OperatingException(
                            ErrorCode.STEP_RUNNING,
                            execution.arn() + " is running: wait for its end, or stop it");
            case SUCCEEDED -> new Nothing(execution.arn());
            case FAILED, TIMED_OUT, ABORTED ->
                    execution.canGoOn()
                            ? new Redrive(execution.arn())
                            : new Anew(
                                    execution.stateMachine(),
                                    Input.from(execution.input(), firstLeft),
                                    reason(execution));
        };
    }

    private static String reason(Execution execution) {
        if (!execution.isRedrivable()) {
            return "the old one can not be redriven";
        }
        return execution.isDefinitionCurrent()
                ? "the old one ended with " + execution.error()
                : "the definition has changed since";
    }
}
