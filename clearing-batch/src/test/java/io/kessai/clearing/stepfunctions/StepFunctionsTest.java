package io.kessai.clearing.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.workflow.Execution;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real SDK against a stub that speaks the service's protocol. */
class StepFunctionsTest {

    @SuppressWarnings("NullAway.Init")
    private StepFunctionsStub service;

    private final StepFunctions functions = new StepFunctions();

    @BeforeEach
    void start() throws IOException {
        service = new StepFunctionsStub();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void an_execution_is_told_whole() {
        service.tell("FAILED", "REDRIVABLE", "States.TaskFailed", "{\"scheduled_at\":\"t\"}");
        assertEquals(
                new Execution(
                        StepFunctionsStub.OLD,
                        StepFunctionsStub.MACHINE,
                        Execution.Status.FAILED,
                        "States.TaskFailed",
                        "because\nof this",
                        "{\"scheduled_at\":\"t\"}",
                        true,
                        true),
                functions.describe(StepFunctionsStub.OLD));
        service.deploy("{\"StartAt\":\"Other\"}");
        assertEquals(false, functions.describe(StepFunctionsStub.OLD).isDefinitionCurrent());
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, NOT_REDRIVABLE, RUNNING, false",
        "PENDING_REDRIVE, NOT_REDRIVABLE, RUNNING, false",
        "SUCCEEDED, NOT_REDRIVABLE, SUCCEEDED, false",
        "TIMED_OUT, REDRIVABLE, TIMED_OUT, true",
        "ABORTED, REDRIVABLE_BY_MAP_RUN, ABORTED, false"
    })
    void every_status_of_the_service_is_one_of_ours(
            String status, String redrive, Execution.Status ours, boolean isRedrivable) {
        service.tell(status, redrive, "", "{}");
        Execution told = functions.describe(StepFunctionsStub.OLD);
        assertEquals(ours, told.status());
        assertEquals(isRedrivable, told.isRedrivable());
    }

    @Test
    void redrive_and_start_are_what_the_service_hears() {
        service.tell("FAILED", "REDRIVABLE", "", "{}");
        functions.redrive(StepFunctionsStub.OLD);
        String arn = functions.start(StepFunctionsStub.MACHINE, "again", "{\"a\":\"b\"}");
        assertEquals(StepFunctionsStub.MACHINE + ":again", arn);
        assertEquals(
                List.of("redrive " + StepFunctionsStub.OLD, "start again {\"a\":\"b\"}"),
                service.calls());
    }

    @Test
    void a_refusal_names_what_was_asked_and_where_to_look() {
        OperatingException refused =
                assertThrows(OperatingException.class, () -> functions.describe("arn:other"));
        assertEquals(ErrorCode.WORKFLOW_UNAVAILABLE, refused.code());
        assertTrue(
                refused.toString().contains("Step Functions does not describe arn:other: no arn:"),
                refused::toString);
    }
}
