package io.kessai.clearing.run;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The right to do a step: held by one session of PostgreSQL, and free again when that ends, however
 * it ends. Not for use by several threads.
 */
final class StepLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;

    /** A line that is dead without a word is not waited for. */
    private static final int GIVE_BACK_MILLIS = 5_000;

    private static final String ALONE = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String SHARED =
            "select pg_try_advisory_lock_shared(hashtextextended(?, 0))";

    /** Until its transaction ends. */
    private static final String GATE = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    /** Who has the lock of one name and not that of another. */
    private static final String HOLDER =
            """
            with held as (
                select pid, (classid::bigint << 32) | objid::bigint as key
                from pg_locks
                where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())
            )
            select application_name, pid, to_char(backend_start at time zone 'UTC', 'HH24:MI:SS')
            from pg_stat_activity
            join held using (pid)
            where key = hashtextextended(?, 0)
              and not exists (select from held other
                              where other.pid = held.pid and other.key = hashtextextended(?, 0))
            """;

    private final Connection session;

    private StepLock(Connection session) {
        this.session = session;
    }

    /**
     * Takes the lock, waiting for whoever has it.
     *
     * @param subject what is locked; equal ones exclude each other, and so do all of a file and its
     *     shards, and shards of different counts, whose accounts overlap; of a step that does one
     *     file at a time any two files do
     * @throws OperatingException {@code STEP_RUNNING} when another still has it after {@code wait}
     */
    static StepLock take(ClearingDatabase database, StepSubject subject, Duration wait)
            throws SQLException {
        Connection session = database.connect(subject.lockName() + " on " + Runner.name());
        try {
            long deadline = System.nanoTime() + wait.toNanos();
            if (subject.isPart()) {
                await(
                        subject.wholeName(),
                        deadline,
                        () -> join(session, subject.wholeName(), subject.siblingsName()));
            }
            String name = subject.lockName();
            awaitAlone(session, name, deadline);
            if (subject.isOneFileAtATime()) {
                await(
                        name + " comes after another file, which",
                        deadline,
                        () -> join(session, subject.turnsName(), subject.turnName()));
            }
            return new StepLock(session);
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Takes a lock of that name for as long as the session lasts.
     *
     * @throws OperatingException {@code STEP_RUNNING} when another still has it after {@code wait}
     */
    static void takeFor(Connection session, String name, Duration wait) throws SQLException {
        awaitAlone(session, name, System.nanoTime() + wait.toNanos());
    }

    private static void awaitAlone(Connection session, String name, long deadline)
            throws SQLException {
        await(name, deadline, () -> tryTake(session, ALONE, name) ? "" : holder(session, name, ""));
    }

    /** The session that has the lock, in autocommit: what it writes, it wrote as the holder. */
    Connection session() {
        return session;
    }

    /** Tries once: empty when the lock is taken, else who has it. */
    @FunctionalInterface
    private interface Try {
        String holder() throws SQLException;
    }

    private static void await(String name, long deadline, Try lock) throws SQLException {
        for (String holder = lock.holder(); !holder.isEmpty(); holder = lock.holder()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new OperatingException(
                        ErrorCode.STEP_RUNNING,
                        "%s is being done by %s: wait for it, or use --wait SECONDS"
                                .formatted(name, holder));
            }
            pause();
        }
    }

    /**
     * Shares a lock with those of one group, and with nobody else. One at a time, so that of two
     * that begin together the second sees the first.
     */
    private static String join(Connection session, String shared, String group)
            throws SQLException {
        session.setAutoCommit(false);
        try {
            execute(session, GATE, "who is next at " + shared);
            String holder = findHolder(session, shared, group);
            if (!holder.isEmpty()) {
                return holder;
            }
            if (!tryTake(session, SHARED, shared)) {
                return holder(session, shared, group);
            }
            tryTake(session, SHARED, group);
            return "";
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    private static void execute(Connection session, String lock, String name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(lock)) {
            statement.setString(1, name);
            statement.execute();
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

    /** As shown to people, never empty: whoever had it may have ended since. */
    private static String holder(Connection session, String name, String without)
            throws SQLException {
        String found = findHolder(session, name, without);
        return found.isEmpty() ? "another session" : found;
    }

    private static String findHolder(Connection session, String name, String without)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(HOLDER)) {
            statement.setString(1, name);
            statement.setString(2, without);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? "%s (session %d, since %s UTC)"
                                .formatted(row.getString(1), row.getInt(2), row.getString(3))
                        : "";
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

    /** Gives it back before the session ends: PostgreSQL ends that when its client is long gone. */
    @Override
    public void close() throws SQLException {
        try (Statement statement = session.createStatement()) {
            session.setNetworkTimeout(Runnable::run, GIVE_BACK_MILLIS);
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            // The session is lost, and with it the lock.
        }
        session.close();
    }
}
