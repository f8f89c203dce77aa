package io.kessai.clearing.command;

import io.kessai.clearing.report.ReportStore;
import io.kessai.clearing.report.ReportSubject;
import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: writes what came of a business date, of one of its runs or of a file. */
@Command(
        name = "report",
        description =
                "Writes pages, CSV and JSON of a business date, its runs and its files: outcomes"
                        + " against trailers, settlement against the networks' own totals.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final ReportOptions reports = new ReportOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @ArgGroup private Only only = new Only();

    /** One or the other, or neither. */
    static final class Only {
        @Option(names = "--file", paramLabel = "ID", description = "Only of this file.")
        private Optional<Long> file = Optional.empty();

        @Option(
                names = "--run",
                paramLabel = "KIND",
                description = "Only of this run of the date, such as nightly or post.")
        private Optional<String> run = Optional.empty();
    }

    @Override
    public Integer call() throws SQLException {
        ReportStore store = reports.store();
        ReportSubject subject =
                only.file
                        .<ReportSubject>map(ReportSubject.OneFile::new)
                        .or(() -> only.run.map(ReportCommand::run))
                        .orElseGet(ReportSubject.WholeDay::new);
        return new Invoked(database, options)
                .run(
                        StepName.REPORT.word(),
                        (stages, _) -> stages.report(store, reports.generatedAt(), subject));
    }

    private static ReportSubject run(String kind) {
        return new ReportSubject.OneRun(kind.replace('-', '_'));
    }
}
