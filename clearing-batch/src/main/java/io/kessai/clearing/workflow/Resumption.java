package io.kessai.clearing.workflow;

import io.kessai.clearing.run.StepName;
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
     * With which step a night is to go on.
     *
     * @param step the first that is not done; {@code RECEIVE} for all
     * @param isBeforeTheFailed whether the step that failed waits for it, and would fail again
     */
    record Left(StepName step, boolean isBeforeTheFailed) {}

    /**
     * @throws OperatingException {@code STEP_RUNNING} while it runs
     */
    static Resumption of(Execution execution, Left left) {
        execution.requireOver();
        return switch (execution.status()) {
            case RUNNING, SUCCEEDED -> new Nothing(execution.arn());
            case FAILED, TIMED_OUT, ABORTED ->
                    execution.canGoOn() && !left.isBeforeTheFailed()
                            ? new Redrive(execution.arn())
                            : new Anew(
                                    execution.stateMachine(),
                                    Input.from(execution.input(), left.step()),
                                    reason(execution, left));
        };
    }

    private static String reason(Execution execution, Left left) {
        if (!execution.isRedrivable()) {
            return "the old one can not be redriven";
        }
        if (!execution.isDefinitionCurrent()) {
            return "the definition has changed since";
        }
        return left.isBeforeTheFailed()
                ? "what failed waits for that step"
                : "the old one ended with " + execution.error();
    }
}
