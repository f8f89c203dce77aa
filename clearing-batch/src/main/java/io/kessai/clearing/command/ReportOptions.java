package io.kessai.clearing.command;

import io.kessai.clearing.report.FolderReports;
import io.kessai.clearing.report.ReportStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where reports go, and which instant is written on them. */
public final class ReportOptions {

    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            defaultValue = "${env:KESSAI_REPORTS}",
            description = "Where reports are written; default KESSAI_REPORTS.")
    private Optional<Path> reports = Optional.empty();

    @Option(
            names = "--generated-at",
            paramLabel = "INSTANT",
            description =
                    "Written on the reports, such as 2026-11-21T18:00:00Z; default now. The same"
                            + " instant and database give the same bytes.")
    private Optional<Instant> generatedAt = Optional.empty();

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /** The store named; its folder is made when the first report is written. */
    public ReportStore store() {
        return reports.map(FolderReports::new)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        command.commandLine(),
                                        "--reports or KESSAI_REPORTS is needed"));
    }

    public Instant generatedAt() {
        return generatedAt.orElseGet(() -> Clock.systemUTC().instant());
    }
}
