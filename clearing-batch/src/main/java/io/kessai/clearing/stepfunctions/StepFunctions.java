package io.kessai.clearing.stepfunctions;

import io.kessai.clearing.workflow.Execution;
import io.kessai.clearing.workflow.Executions;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Executions of AWS Step Functions: region and credentials come from where the SDK looks for them
 * (AWS_REGION, a person's or a task's role). One client a call: people ask seldom.
 */
public final class StepFunctions implements Executions {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** Of more than a week, some of them done again. */
    private static final int LAST_MAX = 20;

    @Override
    public Execution describe(String arn) {
        return asking("describe " + arn, client -> described(client, arn));
    }

    private static Execution described(SfnClient client, String arn) {
        DescribeExecutionResponse told = client.describeExecution(ask -> ask.executionArn(arn));
        return new Execution(
                arn,
                told.stateMachineArn(),
                status(told.status()),
                Optional.ofNullable(told.error()).orElse(""),
                Optional.ofNullable(told.cause()).orElse(""),
                Optional.ofNullable(told.input()).orElse("{}"),
                told.redriveStatus() == ExecutionRedriveStatus.REDRIVABLE,
                isCurrent(client, told));
    }

    /** Looked up only where it matters: of an execution that could be redriven. */
    private static boolean isCurrent(SfnClient client, DescribeExecutionResponse told) {
        if (told.redriveStatus() != ExecutionRedriveStatus.REDRIVABLE) {
            return false;
        }
        String then =
                client.describeStateMachineForExecution(
                                ask -> ask.executionArn(told.executionArn()))
                        .definition();
        String now =
                client.describeStateMachine(ask -> ask.stateMachineArn(told.stateMachineArn()))
                        .definition();
        return then.equals(now);
    }

    private static Execution.Status status(ExecutionStatus status) {
        return switch (status) {
            case RUNNING, PENDING_REDRIVE -> Execution.Status.RUNNING;
            case SUCCEEDED -> Execution.Status.SUCCEEDED;
            case FAILED -> Execution.Status.FAILED;
            case TIMED_OUT -> Execution.Status.TIMED_OUT;
            case ABORTED -> Execution.Status.ABORTED;
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new OperatingException(
                            ErrorCode.WORKFLOW_UNAVAILABLE,
                            "Step Functions tells a status that this program does not know");
        };
    }

    @Override
    public List<Execution> last(String stateMachine) {
        return asking(
                "list the executions of " + stateMachine,
                client ->
                        client
                                .listExecutions(
                                        ask ->
                                                ask.stateMachineArn(stateMachine)
                                                        .maxResults(LAST_MAX))
                                .executions()
                                .stream()
                                .map(listed -> described(client, listed.executionArn()))
                                .toList());
    }

    @Override
    public void redrive(String arn) {
        asking("redrive " + arn, client -> client.redriveExecution(ask -> ask.executionArn(arn)));
    }

    @Override
    public String start(String stateMachine, String name, String input) {
        return asking(
                "start " + stateMachine,
                client ->
                        client.startExecution(
                                        ask ->
                                                ask.stateMachineArn(stateMachine)
                                                        .name(name)
                                                        .input(input))
                                .executionArn());
    }

    private static <T> T asking(String what, Function<SfnClient, T> request) {
        try (SfnClient client = client()) {
            return request.apply(client);
        } catch (SdkException | IllegalArgumentException e) {
            throw new OperatingException(
                    ErrorCode.WORKFLOW_UNAVAILABLE,
                    "Step Functions does not %s: %s; look at AWS_REGION, the credentials and their permissions"
                            .formatted(what, e.getMessage()),
                    e);
        }
    }

    private static SfnClient client() {
        return SfnClient.builder()
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT_WITHIN)
                                .socketTimeout(ANSWER_WITHIN))
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
                .build();
    }
}
