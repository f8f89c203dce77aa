package io.kessai.clearing.command;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.DeclaredProfile;
import io.kessai.clearing.run.Invocation;
import io.kessai.clearing.run.ProgressLine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options every stage has: for which business date, who started it, how patient, which form.
 */
public final class RunOptions {

    @Mixin private final BusinessDateOptions date = new BusinessDateOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--started-by",
            paramLabel = "NAME",
            defaultValue = "${env:KESSAI_STARTED_BY:-${env:USER:-unknown}}",
            description = "Who or what starts it; default KESSAI_STARTED_BY, then USER.")
    private String startedBy = "unknown";

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            defaultValue = "${env:KESSAI_WHY:-}",
            description = "Why it is run by hand; default KESSAI_WHY.")
    private String why = "";

    @Option(
            names = "--execution",
            paramLabel = "ARN",
            defaultValue = "${env:KESSAI_EXECUTION_ARN:-}",
            description =
                    "The execution of the state machine that it is part of; default"
                            + " KESSAI_EXECUTION_ARN.")
    private String execution = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "${env:KESSAI_STEP_WAIT_SECONDS:-0}",
            description =
                    "How long to wait for another process that does the same; default"
                            + " KESSAI_STEP_WAIT_SECONDS, then 0.")
    private int waitSeconds;

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            defaultValue = "${env:KESSAI_SHARE_PERCENT:-25}",
            description =
                    "Share of the time to work on the database while authorizations are recorded;"
                            + " 100 never rests; default KESSAI_SHARE_PERCENT, then 25.")
    private int sharePercent;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /** The business date asked for, else the schedule's in the programme's zone, else today's. */
    public LocalDate businessDate() {
        return date.businessDate();
    }

    /** Of the business day. */
    ZoneId zone() {
        return date.zone();
    }

    /**
     * @param books what the run is on: only one declared local may be ahead of its time
     * @throws ParameterException when the business date is later than tomorrow: a slip of the pen
     *     would give back every hold that is due until then
     */
    void requireDateThatCame(ClearingDatabase books) throws SQLException {
        if (date.isAhead() && !DeclaredProfile.isLocal(books)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--date %s is later than tomorrow, and this database is production: name a"
                                    .formatted(businessDate())
                            + " business date that has come");
        }
    }

    public Invocation invocation() {
        if (waitSeconds < 0) {
            throw new ParameterException(command.commandLine(), "--wait must not be negative");
        }
        if (sharePercent < 1 || sharePercent > 100) {
            throw new ParameterException(command.commandLine(), "--share must be 1 to 100");
        }
        return new Invocation(
                startedBy,
                why,
                execution,
                Duration.ofSeconds(waitSeconds),
                ProgressLine.ofProcess());
    }

    /** Share of the time to work while the database is shared, 1 to 100. */
    int sharePercent() {
        return sharePercent;
    }

    /** Prints what would be done, a line each, in the form asked for. */
    public void printPlan(String step, List<String> lines) {
        output.print(
                lines.isEmpty() ? "nothing to do" : String.join("\n", lines),
                "{\"step\":\"%s\",\"would_do\":[%s]}"
                        .formatted(
                                step,
                                lines.stream()
                                        .map(RunOptions::quoted)
                                        .collect(Collectors.joining(","))));
    }

    /** Prints the commands that would be run, a line each, in the form asked for. */
    void printCommands(String step, List<List<String>> commands) {
        output.print(
                commands.stream()
                        .map(words -> String.join(" ", words))
                        .collect(Collectors.joining("\n")),
                "{\"step\":\"%s\",\"commands\":%s}".formatted(step, json(commands)));
    }

    private static String json(List<List<String>> commands) {
        return commands.stream()
                .map(
                        words ->
                                words.stream()
                                        .map(RunOptions::quoted)
                                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Names of deliveries are not our own words. */
    private static String quoted(String word) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(word)) + '"';
    }

    /** Prints what a step did, in the form asked for. */
    public void print(String step, Counters counters) {
        output.print(
                step + ": " + counters,
                "{\"step\":\"%s\",\"counters\":%s}".formatted(step, counters.json()));
    }
}
