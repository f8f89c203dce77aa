package io.kessai.clearing.report;

import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reports: a page, a JSON document and a CSV for each table, under {@code
 * DATE/NAME/report.html}, {@code DATE/NAME/report.json} and {@code DATE/NAME/TABLE.csv}. The same
 * database and the same instant give the same bytes. Immutable.
 *
 * <p>Everything is read in one snapshot, so that what programs write meanwhile tears no report.
 */
public final class Reporting {

    /** Of the date, and of other dates where a run of the date worked on them. */
    private static final String FILES =
            """
            select f.id
            from clearing_files f
            where f.business_date = ?
            union
            select s.file_id
            from clearing_runs r
            join clearing_attempts a on a.run_id = r.id
            join clearing_steps s on s.attempt_id = a.id
            where r.business_date = ? and s.file_id is not null
            order by 1\
            """;

    private static final String REFUSED =
            """
            select count(*)
            from clearing_files
            where business_date = ? and status = 'refused'\
            """;

    private final ConnectionSource connections;
    private final ReportStore store;
    private final Instant generatedAt;

    /**
     * @param generatedAt written on every report
     */
    public Reporting(ConnectionSource connections, ReportStore store, Instant generatedAt) {
        this.connections = connections;
        this.store = store;
        this.generatedAt = generatedAt;
    }

    /**
     * Writes the reports.
     *
     * @return how many ({@code reports}), the rows in them that people must look at, and how many
     *     files of the date were refused ({@code files_refused})
     * @throws OperatingException {@code CLEARING_FILE_NOT_FOUND}; {@code STEP_OUT_OF_ORDER} when
     *     there was no such run; {@code FILE_STORE_UNAVAILABLE} when one could not be kept
     */
    public Counters write(LocalDate businessDate, ReportSubject subject) throws SQLException {
        List<Report> reports;
        long refused;
        try (Connection connection = connections.open()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            reports = reports(connection, businessDate, subject);
            refused =
                    new Query(connection)
                            .list(REFUSED, row -> row.getLong(1), businessDate)
                            .getFirst();
            connection.rollback();
        }
        Counters counters = new Counters();
        for (Report report : reports) {
            put(report);
            counters.add("reports", 1);
        }
        return counters.add("rows_to_look_at", reports.getFirst().alarms())
                .add("files_refused", refused);
    }

    private List<Report> reports(
            Connection connection, LocalDate businessDate, ReportSubject subject)
            throws SQLException {
        return switch (subject) {
            case ReportSubject.WholeDay _ -> wholeDay(connection, businessDate);
            case ReportSubject.OneFile file -> List.of(oneFile(connection, file.id()));
            case ReportSubject.OneRun run ->
                    List.of(
                            oneRun(
                                    connection,
                                    runs(connection, businessDate).stream()
                                            .filter(known -> known.kind().equals(run.kind()))
                                            .findFirst()
                                            .orElseThrow(() -> noRun(run.kind(), businessDate))));
        };
    }

    private List<Report> wholeDay(Connection connection, LocalDate date) throws SQLException {
        List<Long> ids = new Query(connection).list(FILES, row -> row.getLong(1), date, date);
        List<FileFacts> files = files(connection, ids);
        BooksFacts books = new BooksFactsReader(connection).read(date, ids);
        ReportContent content = new ReportContent(generatedAt, books);
        List<Report> reports = new ArrayList<>();
        AdviceFacts advices =
                new AdviceFactsReader(connection).read(date, date, ReportContent.ADVICES_MAX);
        reports.add(content.day(date, files, advices));
        for (RunFacts run : runs(connection, date)) {
            reports.add(
                    content.run(
                            run,
                            files.stream()
                                    .filter(file -> run.files().contains(file.id()))
                                    .toList()));
        }
        files.forEach(file -> reports.add(content.file(date, file)));
        return reports;
    }

    private Report oneFile(Connection connection, long id) throws SQLException {
        FileFacts file = files(connection, List.of(id)).getFirst();
        BooksFacts books = new BooksFactsReader(connection).read(file.businessDate(), List.of(id));
        return new ReportContent(generatedAt, books).file(file.businessDate(), file);
    }

    private Report oneRun(Connection connection, RunFacts run) throws SQLException {
        BooksFacts books = new BooksFactsReader(connection).read(run.businessDate(), run.files());
        return new ReportContent(generatedAt, books).run(run, files(connection, run.files()));
    }

    /** A run that only reported has nothing to report. */
    private static List<RunFacts> runs(Connection connection, LocalDate date) throws SQLException {
        return new RunFactsReader(connection)
                .read(date).stream()
                        .filter(run -> !run.kind().equals(StepName.REPORT.word()))
                        .map(RunTables::withoutReports)
                        .toList();
    }

    private static List<FileFacts> files(Connection connection, List<Long> ids)
            throws SQLException {
        FileFactsReader reader = new FileFactsReader(connection);
        List<FileFacts> files = new ArrayList<>();
        for (long id : ids) {
            files.add(
                    reader.read(id)
                            .orElseThrow(
                                    () ->
                                            new OperatingException(
                                                    ErrorCode.CLEARING_FILE_NOT_FOUND,
                                                    "no file has the id " + id)));
        }
        return files;
    }

    private static OperatingException noRun(String kind, LocalDate date) {
        return new OperatingException(
                ErrorCode.STEP_OUT_OF_ORDER,
                "there was no run "
                        + kind
                        + " for "
                        + date
                        + ": status --date shows those there are");
    }

    private void put(Report report) {
        String folder = report.businessDate() + "/" + report.name() + "/";
        try {
            for (Report.Section section : report.sections()) {
                put(folder + section.table().name() + ".csv", CsvTable.of(section.table()));
            }
            put(folder + "report.json", JsonDocument.of(report));
            put(folder + "report.html", HtmlPage.of(report));
        } catch (IOException e) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE,
                    "cannot keep %s in %s: %s".formatted(folder, store, e),
                    e);
        }
    }

    private void put(String key, String content) throws IOException {
        store.put(key, content.getBytes(StandardCharsets.UTF_8));
    }
}
