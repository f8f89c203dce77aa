package io.kessai.clearing.command;

import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.ExecutionRows;
import io.kessai.clearing.run.Invocation;
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
     * @param named the ARN of its execution; empty for the last that its date knows
     * @throws OperatingException {@code REQUEST_INVALID} where it knows none; {@code STEP_RUNNING}
     *     while it runs; {@code WORKFLOW_UNAVAILABLE}
     */
    Resumption ofNight(LocalDate date, String named) throws SQLException {
        try (Connection connection = books.connect("replay")) {
            ExecutionRows rows = new ExecutionRows(connection);
            String arn = named.isEmpty() ? last(rows.of(date), date) : named;
            return Resumption.of(executions.describe(arn), rows.firstLeft(arn));
        }
    }

    private static String last(List<String> arns, LocalDate date) {
        if (arns.isEmpty()) {
            throw new OperatingException(
                    ErrorCode.REQUEST_INVALID,
                    ("no execution has begun anything for %s: name one that failed before with"
                                    + " --execution ARN")
                            .formatted(date));
        }
        return arns.getLast();
    }

    /** Another execution, for one delivery of that business date. */
    Resumption ofFile(LocalDate date, ZoneId zone, String delivery) {
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
