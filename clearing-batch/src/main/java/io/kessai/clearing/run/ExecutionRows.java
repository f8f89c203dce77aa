package io.kessai.clearing.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the rows of attempts know of executions of the state machine. */
public final class ExecutionRows {

    private static final String OF_DATE =
            """
            select a.execution
            from clearing_runs r
            join clearing_attempts a on a.run_id = r.id
            where r.business_date = ? and a.execution <> ''
            group by a.execution
            order by max(a.id)
            """;

    /** How each of its steps ended when it was last tried. */
    private static final String STEPS =
            """
            select distinct on (s.step, s.file_id, s.shard, s.shards) s.step, s.status = 'done'
            from clearing_attempts a
            join clearing_steps s on s.attempt_id = a.id
            where a.execution = ?
            order by s.step, s.file_id, s.shard, s.shards, s.id desc
            """;

    private static final String WAITING =
            """
            select case when min(left_over.step) = 1 then 'reconcile' when min(left_over.step) = 2 then 'post' end
            from (
                select case
                           when (select count(*) from clearing_records r
                                 where r.file_id = f.id and r.kind <> 'non_financial')
                                > (select count(*) from clearing_matches m where m.file_id = f.id) then 1
                           else 2 end as step
                from clearing_files f
                where f.status = 'accepted' and not f.is_posted
            ) left_over
            """;

    private final Connection connection;

    public ExecutionRows(Connection connection) {
        this.connection = connection;
    }

    /** The ARNs of a business date, the last one last. */
    public List<String> of(LocalDate businessDate) throws SQLException {
        List<String> arns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_DATE)) {
            statement.setObject(1, businessDate);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    arns.add(row.getString(1));
                }
            }
        }
        return arns;
    }

    /**
     * The first step of it that is not done, else the last that is, of which another part may not
     * have begun; empty where none began.
     */
    public Optional<StepName> firstLeft(String execution) throws SQLException {
        Optional<StepName> left = Optional.empty();
        Optional<StepName> done = Optional.empty();
        try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
            statement.setString(1, execution);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    StepName step = StepName.ofWord(row.getString(1));
                    if (row.getBoolean(2)) {
                        done = done.filter(last -> last.compareTo(step) > 0).or(() -> of(step));
                    } else {
                        left = left.filter(first -> first.compareTo(step) < 0).or(() -> of(step));
                    }
                }
            }
        }
        return left.isPresent() ? left : done;
    }

    private static Optional<StepName> of(StepName step) {
        return Optional.of(step);
    }

    /** The first step that an accepted file of any date waits for; empty where none does. */
    public Optional<StepName> firstWaitedFor() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getString(1)).map(StepName::ofWord);
        }
    }
}
