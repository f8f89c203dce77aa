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
     * With which step an execution that is over is to be gone on: the first that is not done, else
     * the last that is, of which another part may not have begun; {@code RECEIVE} where none began.
     */
    public StepName firstLeft(String execution) throws SQLException {
        Optional<StepName> left = Optional.empty();
        Optional<StepName> done = Optional.empty();
        try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
            statement.setString(1, execution);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    StepName step = StepName.ofWord(row.getString(1));
                    if (row.getBoolean(2)) {
                        done =
                                done.filter(last -> last.compareTo(step) > 0)
                                        .or(() -> Optional.of(step));
                    } else {
                        left =
                                left.filter(first -> first.compareTo(step) < 0)
                                        .or(() -> Optional.of(step));
                    }
                }
            }
        }
        return left.isPresent() ? left.get() : done.orElse(StepName.RECEIVE);
    }
}
