package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.report.RunFacts.AttemptFacts;
import io.kessai.clearing.report.RunFacts.StepFacts;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Runs, tries and steps as tables. Pure. */
final class RunTables {
    private static final String FAILED = "failed";

    private RunTables() {}

    static ReportTable attempts(List<RunFacts> runs) {
        ReportTable.Builder table =
                ReportTable.named(
                        "attempts",
                        "Runs",
                        "run",
                        "attempt",
                        "status",
                        "started_at",
                        "millis",
                        "started_by",
                        "runner",
                        "why",
                        "failure");
        for (RunFacts run : runs) {
            for (AttemptFacts attempt : run.attempts()) {
                table.row(
                        attempt.status().equals(FAILED),
                        words(run.kind()),
                        words(Long.toString(attempt.id())),
                        words(attempt.status()),
                        words(attempt.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()),
                        count(attempt.millis()),
                        words(attempt.startedBy()),
                        words(attempt.runner()),
                        words(attempt.why()),
                        words(attempt.failure()));
            }
        }
        return table.build();
    }

    static ReportTable steps(List<RunFacts> runs) {
        ReportTable.Builder table =
                ReportTable.named(
                        "steps",
                        "Steps",
                        "run",
                        "attempt",
                        "step",
                        "file",
                        "shard",
                        "status",
                        "position",
                        "millis",
                        "counters",
                        "failure");
        for (RunFacts run : runs) {
            for (StepFacts step : run.steps()) {
                table.row(
                        step.status().equals(FAILED),
                        words(run.kind()),
                        words(Long.toString(step.attempt())),
                        words(step.step()),
                        words(step.file().isPresent() ? "" + step.file().getAsLong() : ""),
                        words(step.shard().equals("0/1") ? "" : step.shard()),
                        words(step.status()),
                        count(step.position()),
                        count(step.millis()),
                        words(step.counters()),
                        words(step.failure()));
            }
        }
        return table.build();
    }

    /** The same run without what a report cannot tell of itself: its own step. */
    static RunFacts withoutReports(RunFacts run) {
        return new RunFacts(
                run.kind(),
                run.businessDate(),
                run.attempts(),
                run.steps().stream().filter(step -> !step.step().equals("report")).toList());
    }
}
