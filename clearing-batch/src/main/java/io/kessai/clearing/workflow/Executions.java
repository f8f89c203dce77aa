package io.kessai.clearing.workflow;

import io.kessai.domain.OperatingException;
import java.util.List;

/** The executions of state machines. */
public interface Executions {

    /**
     * @param arn of an execution
     * @throws OperatingException {@code WORKFLOW_UNAVAILABLE}
     */
    Execution describe(String arn);

    /**
     * A state machine's last executions, the youngest first.
     *
     * @param stateMachine its ARN
     * @throws OperatingException {@code WORKFLOW_UNAVAILABLE}
     */
    List<Execution> last(String stateMachine);

    /**
     * Has a failed execution go on at the step that failed.
     *
     * @throws OperatingException {@code WORKFLOW_UNAVAILABLE}
     */
    void redrive(String arn);

    /**
     * Starts an execution; does nothing where one of that name and input runs.
     *
     * @param stateMachine its ARN
     * @param name unique for 90 days
     * @param input a JSON object
     * @return the execution's ARN
     * @throws OperatingException {@code WORKFLOW_UNAVAILABLE}
     */
    String start(String stateMachine, String name, String input);
}
