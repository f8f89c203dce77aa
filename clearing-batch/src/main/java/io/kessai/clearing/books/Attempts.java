package io.kessai.clearing.books;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Runs one transaction after another on a connection, each again when another transaction was in
 * the way: a deadlock, a lock waited for too long, or a row that somebody else wrote first. Counts
 * what it met. For one thread.
 */
public final class Attempts {

    /**
     * What one transaction does. It may be run several times, each time from the start and with
     * everything before undone.
     */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private static final int ATTEMPTS_MAX = 12;
    private static final long PAUSE_MILLIS_FIRST = 5;
    private static final long PAUSE_MILLIS_MAX = 1_000;

    /**
     * For this transaction only: a bound for lock waits, and plans that stay on the indexes. The
     * statistics of tables that grow by a file a night are always behind, and a plan made from them
     * sorts or scans the whole file for every chunk.
     */
    private static final String SETTINGS =
            """
            select set_config('lock_timeout', '%dms', true),
                   set_config('plan_cache_mode', 'force_generic_plan', true),
                   set_config('jit', 'off', true),
                   set_config('enable_seqscan', 'off', true),
                   set_config('enable_bitmapscan', 'off', true),
                   set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true),
                   set_config('enable_material', 'off', true),
                   set_config('enable_sort', 'off', true)\
            """;

    private final Connection connection;
    private final String settings;
    private long deadlocks;
    private long lockTimeouts;
    private long conflicts;

    /**
     * @param connection used by nobody else meanwhile; auto-commit is switched off
     * @param lockTimeout how long one lock is waited for
     */
    public Attempts(Connection connection, Duration lockTimeout) throws SQLException {
        this.connection = connection;
        this.settings = SETTINGS.formatted(lockTimeout.toMillis());
        connection.setAutoCommit(false);
    }

    /**
     * Runs and commits one transaction.
     *
     * @throws OperatingException with STORE_BUSY when others were in the way every time
     */
    public <T> T run(Work<T> work) throws SQLException {
        long pause = PAUSE_MILLIS_FIRST;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                connection.rollback();
                count(e, attempt);
                sleep(pause);
                pause = Math.min(2 * pause, PAUSE_MILLIS_MAX);
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
        T result = work.run(connection);
        connection.commit();
        return result;
    }

    private void count(SQLException e, int attempt) throws SQLException {
        switch (String.valueOf(e.getSQLState())) {
            case "40P01", "40001" -> deadlocks++;
            case "55P03" -> lockTimeouts++;
            case "23505" -> conflicts++;
            default -> throw e;
        }
        if (attempt == ATTEMPTS_MAX) {
            throw new OperatingException(
                    ErrorCode.STORE_BUSY,
                    "others were in the way " + attempt + " times: " + e.getMessage(),
                    e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingException(
                    ErrorCode.STORE_BUSY, "interrupted while waiting to try again", e);
        }
    }

    /** How often a transaction was run again after a deadlock. */
    public long deadlocks() {
        return deadlocks;
    }

    /** How often a transaction was run again because a lock was not free in time. */
    public long lockTimeouts() {
        return lockTimeouts;
    }

    /** How often a transaction was run again because another runner had written its rows. */
    public long conflicts() {
        return conflicts;
    }
}
