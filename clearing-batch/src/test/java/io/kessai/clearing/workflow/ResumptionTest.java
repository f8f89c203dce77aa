package io.kessai.clearing.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumptionTest {
    private static final Resumption.Left AT_POST = new Resumption.Left(StepName.POST, false);
    private static final String INPUT = "{\"scheduled_at\":\"2026-11-20T17:30:00Z\"}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            case                            | status    | error               | redrivable | current | resumption
            succeeded                       | SUCCEEDED |                     | false      | true    | nothing to do: arn:1 succeeded
            a task failed                   | FAILED    | States.TaskFailed   | true       | true    | redrive arn:1: it goes on at the step that failed
            a task took too long            | TIMED_OUT | States.Timeout      | true       | true    | redrive arn:1: it goes on at the step that failed
            stopped by a person             | ABORTED   |                     | true       | true    | redrive arn:1: it goes on at the step that failed
            the definition changed          | FAILED    | States.TaskFailed   | true       | false   | start machine:1 with {"scheduled_at":"2026-11-20T17:30:00Z","from_step":"post"}: the definition has changed since
            too old, or redriven too often  | FAILED    | States.TaskFailed   | false      | false   | start machine:1 with {"scheduled_at":"2026-11-20T17:30:00Z","from_step":"post"}: the old one can not be redriven
            a state that computes           | FAILED    | States.Runtime      | true       | true    | start machine:1 with {"scheduled_at":"2026-11-20T17:30:00Z","from_step":"post"}: the old one ended with States.Runtime
            a state that only fails         | FAILED    | Kessai.NotCollected | true       | true    | start machine:1 with {"scheduled_at":"2026-11-20T17:30:00Z","from_step":"post"}: the old one ended with Kessai.NotCollected
            """)
    void an_execution_that_is_over_goes_on_where_it_can(
            String name,
            Execution.Status status,
            String error,
            boolean isRedrivable,
            boolean isCurrent,
            String told) {
        Execution execution =
                new Execution(
                        "arn:1",
                        "machine:1",
                        status,
                        error == null ? "" : error,
                        "",
                        INPUT,
                        isRedrivable,
                        isCurrent);
        assertEquals(told, Resumption.of(execution, AT_POST).told(), name);
    }

    @Test
    void what_waits_for_a_step_before_it_is_not_tried_again() {
        Execution failed =
                new Execution(
                        "arn:1",
                        "machine:1",
                        Execution.Status.FAILED,
                        "States.TaskFailed",
                        "",
                        INPUT,
                        true,
                        true);
        assertEquals(
                "start machine:1 with {\"scheduled_at\":\"2026-11-20T17:30:00Z\","
                        + "\"from_step\":\"reconcile\"}: what failed waits for that step",
                Resumption.of(failed, new Resumption.Left(StepName.RECONCILE, true)).told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"scheduled_at":"2026-11-20T14:59:59Z"}                    | false
            {"scheduled_at":"2026-11-20T15:00:00Z"}                    | true
            {"scheduled_at":"2026-11-20T15:00:00Z","from_step":"post"} | true
            {"scheduled_at":"2026-11-20T15:00:00Z","input_file":"a"}   | false
            {"scheduled_at":"yesterday"}                               | false
            nonsense                                                   | false
            """)
    void a_night_is_of_the_date_of_its_schedule_in_the_programmes_zone(
            String input, boolean isOfThatNight) {
        Execution execution =
                new Execution("arn:1", "m", Execution.Status.FAILED, "", "", input, false, false);
        assertEquals(
                isOfThatNight,
                execution.isNightOf(LocalDate.of(2026, 11, 21), ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void one_that_runs_is_let_run() {
        Execution running =
                new Execution("arn:1", "m", Execution.Status.RUNNING, "", "", INPUT, false, false);
        OperatingException refused =
                assertThrows(OperatingException.class, () -> Resumption.of(running, AT_POST));
        assertEquals(ErrorCode.STEP_RUNNING, refused.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            RECEIVE      | {"scheduled_at":"t"}                      | {"scheduled_at":"t"}
            INGEST       | {"scheduled_at":"t","from_step":"report"} | {"scheduled_at":"t"}
            EXPIRE_HOLDS | {"scheduled_at":"t","from_step":"post"}   | {"scheduled_at":"t","from_step":"expire-holds"}
            POST         | {"input_file":"a\\"b","scheduled_at":"t"}  | {"input_file":"a\\"b","scheduled_at":"t","from_step":"post"}
            """)
    void the_same_input_begins_with_another_step(StepName from, String input, String expected) {
        assertEquals(expected, Input.from(input, from));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            []
            {"a":{}}
            {"a":"b"
            nonsense
            """)
    void an_input_of_another_form_is_not_guessed_at(String input) {
        OperatingException refused =
                assertThrows(OperatingException.class, () -> Input.from(input, StepName.POST));
        assertEquals(ErrorCode.REQUEST_INVALID, refused.code());
    }
}
