package io.kessai.clearing.run;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The right to do a step: held by one session of PostgreSQL, and free again when that ends, however
 * it ends. Not for use by several threads.
 */
final class StepLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;
    private static final String ALONE = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String SHARED =
            "select pg_try_advisory_lock_shared(hashtextextended(?, 0))";
    private static final String HOLDER =
            """
            select application_name, pid, to_char(backend_start at time zone 'UTC', 'HH24:MI:SS')
            from pg_stat_activity
            join pg_locks using (pid)
            where locktype = 'advisory' and granted
              and ((classid::bigint << 32) | objid::bigint) = hashtextextended(?, 0)
            """;

    private final Connection session;

    private StepLock(Connection session) {
        this.session = session;
    }

    /**
     * Takes the lock, waiting for whoever has it.
     *
     * @param subject what is locked; equal ones exclude each other, and all of a file excludes its
     *     shards
     * @throws OperatingException {@code STEP_RUNNING} when another still has it after {@code wait}
     */
    static StepLock take(ClearingDatabase database, StepSubject subject, Duration wait)
            throws SQLException {
        Connection session = database.connect(subject.lockName() + " on " + Runner.name());
        try {
            long deadline = System.nanoTime() + wait.toNanos();
            if (subject.isPart()) {
                await(session, SHARED, subject.wholeName(), deadline);
            }
            await(session, ALONE, subject.lockName(), deadline);
            return new StepLock(session);
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The session that has the lock, in autocommit: what it writes, it wrote as the holder. */
    Connection session() {
        return session;
    }

    private static void await(Connection session, String lock, String name, long deadline)
            throws SQLException {
        while (!tryTake(session, lock, name)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new OperatingException(ErrorCode.STEP_RUNNING, refusal(session, name));
            }
            pause();
        }
    }

    private static boolean tryTake(Connection session, String lock, String name)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(lock)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static String refusal(Connection session, String name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(HOLDER)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                String holder =
                        row.next()
                                ? "%s (session %d, since %s UTC)"
                                        .formatted(
                                                row.getString(1), row.getInt(2), row.getString(3))
                                : "another session";
                return name
                        + " is being done by "
                        + holder
                        + ": wait for it, or use --wait SECONDS";
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingException(ErrorCode.STEP_RUNNING, "interrupted while waiting", e);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
