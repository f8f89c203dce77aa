package io.kessai.clearing.run;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;

/** The row of a step that runs: where it is, how it ended. Not for use by several threads. */
public final class StepProgress {

    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Connection rows;
    private final ProgressLine line;
    private final String name;
    private final long id;
    private long toldAt = System.nanoTime();

    private StepProgress(Connection rows, ProgressLine line, String name, long id) {
        this.rows = rows;
        this.line = line;
        this.name = name;
        this.id = id;
    }

    static StepProgress begin(Connection rows, long attempt, StepSubject subject, ProgressLine line)
            throws SQLException {
        try (PreparedStatement statement =
                rows.prepareStatement(
                        """
                        insert into clearing_steps (attempt_id, step, file_id, shard, shards)
                        values (?, ?, ?, ?, ?)
                        returning id
                        """)) {
            statement.setLong(1, attempt);
            statement.setString(2, subject.step().word());
            if (subject.file().isPresent()) {
                statement.setLong(3, subject.file().getAsLong());
            } else {
                statement.setNull(3, Types.BIGINT);
            }
            statement.setInt(4, subject.shard().index());
            statement.setInt(5, subject.shard().count());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new StepProgress(rows, line, subject.lockName(), row.getLong(1));
            }
        }
    }

    /**
     * Tells how far the step is; written and shown at most twice a second.
     *
     * @param position of records, accounts or files, growing
     * @param total where the end is, 0 where nobody knows
     * @throws OperatingException {@code STORE_UNAVAILABLE} when it cannot be written
     */
    public void at(long position, long total) {
        if (System.nanoTime() - toldAt < PAUSE_NANOS) {
            return;
        }
        toldAt = System.nanoTime();
        line.show(name, position, total);
        try (PreparedStatement statement =
                rows.prepareStatement("update clearing_steps set position = ? where id = ?")) {
            statement.setLong(1, position);
            statement.setLong(2, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new OperatingException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "cannot write how far " + name + " is: " + e.getMessage(),
                    e);
        }
    }

    void done(Counters counters) throws SQLException {
        end("done", "", counters);
        line.done(name, counters);
    }

    void failed(String why) throws SQLException {
        line.end();
        end("failed", why, new Counters());
    }

    private void end(String status, String failure, Counters counters) throws SQLException {
        try (PreparedStatement statement =
                rows.prepareStatement(
                        """
                        update clearing_steps
                        set status = ?, failure = ?, counters = ?::jsonb, ended_at = now()
                        where id = ?
                        """)) {
            statement.setString(1, status);
            statement.setString(2, failure);
            statement.setString(3, counters.json());
            statement.setLong(4, id);
            statement.executeUpdate();
        }
    }
}
