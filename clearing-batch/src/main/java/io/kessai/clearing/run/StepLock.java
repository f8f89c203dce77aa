package io.kessai.clearing.run;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The right to do a step: held by one session of PostgreSQL, and free again when that ends, however
 * it ends. Not for use by several threads.
 */
final class StepLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;
    private static final long PAUSE_MILLIS_SPREAD = 100;
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

    /** Says which file is done: locks of two numbers, so that others are seen for what they are. */
    private static final String ANNOUNCE =
            "select pg_advisory_lock_shared(hashtext(?), hashint8(?))";

    private static final String WITHDRAW =
            "select pg_advisory_unlock_shared(hashtext(?), hashint8(?))";

    private static final String OTHER_FILE =
            """
            select application_name, pid, to_char(backend_start at time zone 'UTC', 'HH24:MI:SS')
            from pg_stat_activity
            join pg_locks l using (pid)
            where locktype = 'advisory' and granted and objsubid = 2
              and l.database = (select oid from pg_database where datname = current_database())
              and classid = hashtext(?)::oid and objid <> hashint8(?)::oid
            limit 1
            """;

    private final Connection session;

    private StepLock(Connection session) {
        this.session = session;
    }

    /**
     * Takes the lock, waiting for whoever has it.
     *
     * @param subject what is locked; equal ones exclude each other, all of a file excludes its
     *     shards, and of a step that does one file at a time any two files do
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
            if (subject.isOneFileAtATime()) {
                awaitTurn(session, subject, deadline);
            }
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

    /**
     * Waits until no other file is done. Whoever comes announces itself before it looks, so that of
     * two at once at least one sees the other and steps back.
     */
    private static void awaitTurn(Connection session, StepSubject subject, long deadline)
            throws SQLException {
        String step = subject.step().command();
        long file = subject.file().orElseThrow();
        while (true) {
            ask(session, ANNOUNCE, step, file);
            Optional<String> other = holder(session, OTHER_FILE, step, file);
            if (other.isEmpty()) {
                return;
            }
            ask(session, WITHDRAW, step, file);
            if (System.nanoTime() - deadline >= 0) {
                throw new OperatingException(
                        ErrorCode.STEP_RUNNING,
                        subject.lockName()
                                + " comes after another file, which is being done by "
                                + other.get()
                                + ": wait for it, or use --wait SECONDS");
            }
            pause();
        }
    }

    private static void ask(Connection session, String lock, String step, long file)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(lock)) {
            statement.setString(1, step);
            statement.setLong(2, file);
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

    private static String refusal(Connection session, String name) throws SQLException {
        return name
                + " is being done by "
                + holder(session, HOLDER, name).orElse("another session")
                + ": wait for it, or use --wait SECONDS";
    }

    private static Optional<String> holder(Connection session, String query, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                "%s (session %d, since %s UTC)"
                                        .formatted(
                                                row.getString(1), row.getInt(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS_SPREAD));
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
