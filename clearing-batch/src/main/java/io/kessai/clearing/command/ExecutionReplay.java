package io.kessai.clearing.command;

import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.ExecutionRows;
import io.kessai.clearing.run.Invocation;
import io.kessai.clearing.run.StepName;
import io.kessai.clearing.workflow.Execution;
import io.kessai.clearing.workflow.Executions;
import io.kessai.clearing.workflow.Input;
import io.kessai.clearing.workflow.Resumption;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A replay by the state machine: the execution of a business date goes on, or another begins. Who
 * asked for it and why is the row of an attempt, written before the service is asked.
 */
final class ExecutionReplay {
    private final ClearingDatabase books;
    private final Executions executions;
    private final String stateMachine;

    /**
     * @param stateMachine its ARN
     */
    ExecutionReplay(ClearingDatabase books, Executions executions, String stateMachine) {
        this.books = books;
        this.executions = executions;
        this.stateMachine = stateMachine;
    }

    /**
     * What is to be done about a night.
     *
     * @param named the ARN of its execution; empty for the last that was to do the date's night
     * @throws OperatingException {@code REQUEST_INVALID} where there was none; {@code STEP_RUNNING}
     *     while any execution runs; {@code WORKFLOW_UNAVAILABLE}
     */
    Resumption ofNight(LocalDate date, ZoneId zone, String named) throws SQLException {
        List<Execution> last = last();
        Execution execution =
                named.isEmpty()
                        ? last.stream()
                                .filter(one -> one.isNightOf(date, zone))
                                .findFirst()
                                .orElseThrow(() -> none(date))
                        : executions.describe(named);
        try (Connection connection = books.connect("replay")) {
            return Resumption.of(execution, left(new ExecutionRows(connection), execution.arn()));
        }
    }

    /** The last executions, none of which may run: two at once would be in each other's way. */
    private List<Execution> last() {
        List<Execution> last = executions.last(stateMachine);
        for (Execution execution : last) {
            execution.requireOver();
        }
        return last;
    }

    private static OperatingException none(LocalDate date) {
        return new OperatingException(
                ErrorCode.REQUEST_INVALID,
                "none of the last executions was to do the night of %s: name one with --execution ARN"
                        .formatted(date));
    }

    private static Resumption.Left left(ExecutionRows rows, String arn) throws SQLException {
        StepName first = rows.firstLeft(arn).orElse(StepName.RECEIVE);
        return rows.firstWaitedFor()
                .filter(waited -> waited.compareTo(first) < 0)
                .map(waited -> new Resumption.Left(waited, true))
                .orElse(new Resumption.Left(first, false));
    }

    /** Another execution, for one delivery of that business date. */
    Resumption ofFile(LocalDate date, ZoneId zone, String delivery) {
        last();
        Instant noon = date.atTime(LocalTime.NOON).atZone(zone).toInstant();
        return new Resumption.Anew(
                stateMachine, Input.ofFile(noon, delivery), "one file of " + date);
    }

    /** Does it. */
    void apply(Resumption resumption, LocalDate date, Invocation invocation) throws SQLException {
        try (Attempt attempt = Attempt.begin(books, "replay", date, invocation)) {
            attempt.guarded(
                    () -> {
                        switch (resumption) {
                            case Resumption.Nothing _ -> {}
                            case Resumption.Redrive(String arn) -> {
                                attempt.began(arn);
                                executions.redrive(arn);
                            }
                            case Resumption.Anew(String machine, String input, _) ->
                                    attempt.began(
                                            executions.start(
                                                    machine,
                                                    "replay-%s-%d".formatted(date, attempt.id()),
                                                    input));
                        }
                        return resumption;
                    });
        }
    }
}
