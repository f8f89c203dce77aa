package io.kessai.clearing.run;

import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/**
 * One try of a run: each of its steps is done under its lock, and is a row.
 *
 * <p>A step's row is written by the session that has its lock, so that it stays when the step's
 * work is rolled back. An attempt whose process died stays {@code running} in the table; whether it
 * really runs, its steps' locks tell. Steps may be done by several threads; the rest is for one.
 */
public final class Attempt implements AutoCloseable {

    private final ClearingDatabase database;
    private final Connection rows;
    private final Duration patience;
    private final ProgressLine progress;
    private final long id;

    private Attempt(
            ClearingDatabase database,
            Connection rows,
            long id,
            Duration patience,
            ProgressLine progress) {
        this.database = database;
        this.rows = rows;
        this.id = id;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Begins an attempt of the run of that kind for that business date.
     *
     * @param kind a step's word, {@code nightly} or {@code replay}
     */
    public static Attempt begin(
            ClearingDatabase database, String kind, LocalDate businessDate, Invocation invocation)
            throws SQLException {
        Connection rows = database.connect(kind + " on " + Runner.name());
        try {
            long run = run(rows, kind, businessDate);
            long id = insert(rows, run, invocation);
            return new Attempt(database, rows, id, invocation.patience(), invocation.progress());
        } catch (SQLException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /**
     * Does one step.
     *
     * @throws OperatingException {@code STEP_RUNNING} when another process does it, and whatever
     *     the work throws, after its row says so
     */
    public Counters step(StepSubject subject, StepWork work) throws SQLException {
        try (StepLock lock = StepLock.take(database, subject, patience)) {
            StepProgress step = StepProgress.begin(lock.session(), id, subject, progress);
            try {
                Counters done = work.run(step);
                step.done(done);
                return done;
            } catch (SQLException | RuntimeException e) {
                step.failed(Failures.firstLine(e));
                throw e;
            }
        }
    }

    /**
     * Lets no other attempt that asks for the same name work until this one is closed.
     *
     * @param name what all of them do; shown to people
     * @throws OperatingException {@code STEP_RUNNING} when another does it, and does not end in
     *     time
     */
    public void alone(String name) throws SQLException {
        StepLock.takeFor(rows, name, patience);
    }

    /** Says which execution of the state machine it has begun. */
    public void began(String execution) throws SQLException {
        try (PreparedStatement statement =
                rows.prepareStatement("update clearing_attempts set execution = ? where id = ?")) {
            statement.setString(1, execution);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /** The number of its row. */
    public long id() {
        return id;
    }

    /** Does all of the attempt's work, and says how it ended. */
    public <R> R guarded(Work<R> work) throws SQLException {
        try {
            R result = work.run();
            end("done", "");
            return result;
        } catch (SQLException | RuntimeException e) {
            end("failed", Failures.firstLine(e));
            throw e;
        }
    }

    /** What an attempt is for: its steps, in their order. */
    @FunctionalInterface
    public interface Work<R> {
        R run() throws SQLException;
    }

    private void end(String status, String failure) throws SQLException {
        try (PreparedStatement statement =
                rows.prepareStatement(
                        """
                        update clearing_attempts
                        set status = ?, failure = ?, ended_at = now()
                        where id = ?
                        """)) {
            statement.setString(1, status);
            statement.setString(2, failure);
            statement.setLong(3, id);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }

    /** The insert finds nothing to do when the run is known; the select then sees it. */
    private static long run(Connection rows, String kind, LocalDate date) throws SQLException {
        try (PreparedStatement insert =
                        rows.prepareStatement(
                                """
                                insert into clearing_runs (kind, business_date)
                                values (?, ?)
                                on conflict do nothing
                                """);
                PreparedStatement select =
                        rows.prepareStatement(
                                """
                                select id
                                from clearing_runs
                                where kind = ? and business_date = ?
                                """)) {
            insert.setString(1, kind);
            insert.setObject(2, date);
            insert.executeUpdate();
            select.setString(1, kind);
            select.setObject(2, date);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long insert(Connection rows, long run, Invocation invocation)
            throws SQLException {
        try (PreparedStatement statement =
                rows.prepareStatement(
                        """
                        insert into clearing_attempts (run_id, started_by, runner, why, execution)
                        values (?, ?, ?, ?, ?)
                        returning id
                        """)) {
            statement.setLong(1, run);
            statement.setString(2, invocation.startedBy());
            statement.setString(3, Runner.name());
            statement.setString(4, invocation.why());
            statement.setString(5, invocation.execution());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
