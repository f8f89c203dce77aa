package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.run.ExecutionRows;
import io.kessai.clearing.workflow.Execution;
import io.kessai.clearing.workflow.Executions;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What ran for a business date, how far it got, why it failed, which files came of it, and what
 * still waits.
 */
public final class Status {

    private static final String FILES =
            """
            select f.id, f.name, f.network, f.status, f.reason,
                   (select count(*) from clearing_records r where r.file_id = f.id),
                   (select count(*) from clearing_outcomes o where o.file_id = f.id),
                   split_part(f.detail, E'\\n', 1)
            from clearing_files f
            where f.business_date = ?
            order by f.id\
            """;

    /** Of every date: what waits has no date of its own. */
    private static final String WAITING =
            """
            select w.what, coalesce(w.file::text, ''), w.name, w.count
            from (
                select 'file to ingest' as what, f.id as file, f.name, 1 as count
                from clearing_files f
                where f.status = 'received'
                union all
                select 'records to book', f.id, f.name, n.records - n.outcomes
                from clearing_files f,
                     lateral (select (select count(*) from clearing_records r where r.file_id = f.id) as records,
                                     (select count(*) from clearing_outcomes o where o.file_id = f.id) as outcomes) n
                where f.status = 'accepted' and n.records > n.outcomes
                union all
                select 'exceptions to decide', null, e.kind, count(*)
                from clearing_exceptions e
                where not exists (
                    select from clearing_resolutions s
                    where s.exception_id = e.id
                      and (not s.moves_money
                           or exists (select from clearing_checks c
                                      where c.resolution_id = s.id and c.verdict = 'approved')))
                group by e.kind
            ) w
            order by w.what desc, w.file, w.name\
            """;

    private final List<ReportTable> tables;

    private Status(List<ReportTable> tables) {
        this.tables = tables;
    }

    /**
     * @param executions asked only where an attempt was part of one; what cannot be told of one is
     *     told to be so
     */
    public static Status read(Connection connection, LocalDate businessDate, Executions executions)
            throws SQLException {
        List<RunFacts> runs = new RunFactsReader(connection).read(businessDate);
        return new Status(
                List.of(
                        RunTables.attempts(runs),
                        RunTables.steps(runs),
                        executions(new ExecutionRows(connection).of(businessDate), executions),
                        files(connection, businessDate),
                        waiting(connection)));
    }

    /** Aligned tables, a blank line between them. */
    public String text() {
        return TextTables.of(tables);
    }

    /**
     * One JSON object with the arrays {@code attempts}, {@code steps}, {@code executions}, {@code
     * files} and {@code waiting}.
     */
    public String json() {
        return JsonDocument.of(tables);
    }

    private static ReportTable executions(List<String> arns, Executions executions) {
        ReportTable.Builder table =
                ReportTable.named(
                        "executions",
                        "Executions of the state machine",
                        "execution",
                        "status",
                        "error",
                        "cause",
                        "redrivable");
        for (String arn : arns) {
            try {
                Execution told = executions.describe(arn);
                table.row(
                        told.status() != Execution.Status.RUNNING
                                && told.status() != Execution.Status.SUCCEEDED,
                        words(arn),
                        words(told.status().name().toLowerCase(Locale.ROOT)),
                        words(told.error()),
                        words(told.cause().lines().findFirst().orElse("")),
                        words(told.isRedrivable() ? "yes" : "no"));
            } catch (OperatingException e) {
                table.row(words(arn), words("unknown"), words(""), words(message(e)), words(""));
            }
        }
        return table.build();
    }

    private static String message(OperatingException away) {
        return String.valueOf(away.getMessage()).lines().findFirst().orElse("");
    }

    private static ReportTable files(Connection connection, LocalDate date) throws SQLException {
        ReportTable.Builder table =
                ReportTable.named(
                        "files",
                        "Files",
                        "file",
                        "name",
                        "network",
                        "status",
                        "reason",
                        "records",
                        "outcomes",
                        "detail");
        new Query(connection)
                .list(
                        FILES,
                        row ->
                                table.row(
                                        words(row.getString(1)),
                                        words(row.getString(2)),
                                        words(row.getString(3)),
                                        words(row.getString(4)),
                                        words(row.getString(5)),
                                        count(row.getLong(6)),
                                        count(row.getLong(7)),
                                        words(row.getString(8))),
                        date);
        return table.build();
    }

    private static ReportTable waiting(Connection connection) throws SQLException {
        ReportTable.Builder table =
                ReportTable.named(
                        "waiting", "What waits, of every date", "what", "file", "name", "count");
        new Query(connection)
                .list(
                        WAITING,
                        row ->
                                table.row(
                                        words(row.getString(1)),
                                        words(row.getString(2)),
                                        words(row.getString(3)),
                                        count(row.getLong(4))));
        return table.build();
    }
}
