package io.kessai.clearing.report;

import io.kessai.clearing.report.RunFacts.AttemptFacts;
import io.kessai.clearing.report.RunFacts.StepFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;

/** Reads the runs of a business date. */
final class RunFactsReader {

    private static final String RUNS =
            """
            select id, kind
            from clearing_runs
            where business_date = ?
            order by id\
            """;

    private static final String ATTEMPTS =
            """
            select id, status, started_at,
                   (1000 * extract(epoch from coalesce(ended_at, clock_timestamp()) - started_at))::bigint,
                   started_by, runner, why, failure
            from clearing_attempts
            where run_id = ?
            order by id\
            """;

    private static final String STEPS =
            """
            select s.attempt_id, s.step, s.file_id, s.shard || '/' || s.shards, s.status, s.position,
                   (1000 * extract(epoch from coalesce(s.ended_at, clock_timestamp()) - s.started_at))::bigint,
                   s.counters::text, s.failure
            from clearing_attempts a
            join clearing_steps s on s.attempt_id = a.id
            where a.run_id = ?
            order by s.id\
            """;

    private final Query query;

    RunFactsReader(Connection connection) {
        this.query = new Query(connection);
    }

    private record Run(long id, String kind) {}

    /** In the order in which they first began. */
    List<RunFacts> read(LocalDate businessDate) throws SQLException {
        List<Run> runs =
                query.list(RUNS, row -> new Run(row.getLong(1), row.getString(2)), businessDate);
        List<RunFacts> facts = new java.util.ArrayList<>();
        for (Run run : runs) {
            facts.add(
                    new RunFacts(
                            run.kind(),
                            businessDate,
                            query.list(ATTEMPTS, RunFactsReader::attempt, run.id()),
                            query.list(STEPS, RunFactsReader::step, run.id())));
        }
        return facts;
    }

    private static AttemptFacts attempt(ResultSet row) throws SQLException {
        return new AttemptFacts(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    private static StepFacts step(ResultSet row) throws SQLException {
        long file = row.getLong(3);
        return new StepFacts(
                row.getLong(1),
                row.getString(2),
                row.wasNull() ? OptionalLong.empty() : OptionalLong.of(file),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9));
    }
}
