package io.kessai.clearing.command;

import io.kessai.clearing.report.FolderReports;
import io.kessai.clearing.report.ReportStore;
import io.kessai.clearing.s3.S3Location;
import io.kessai.clearing.s3.S3Reports;
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
            paramLabel = "PLACE",
            defaultValue = "${env:KESSAI_REPORTS}",
            description =
                    "Where reports are written, a folder or s3://BUCKET/PREFIX/; default"
                            + " KESSAI_REPORTS.")
    private Optional<String> reports = Optional.empty();

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
        return reports.map(this::store)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        command.commandLine(),
                                        "--reports or KESSAI_REPORTS is needed"));
    }

    private ReportStore store(String place) {
        return S3Location.isMeant(place)
                ? new S3Reports(Places.inS3(place, command))
                : new FolderReports(Path.of(place));
    }

    public Instant generatedAt() {
        return generatedAt.orElseGet(() -> Clock.systemUTC().instant());
    }
}
