package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Kills {@code nightly} with SIGKILL while it does a step: as soon as the step's row runs, and a
 * random time more, up to what the step lasts undisturbed. Counts what each kill truly hit.
 */
final class Executioner {
    /** The steps of a night, in their order. */
    static final List<String> STEPS =
            List.of("receive", "ingest", "reconcile", "post", "expire_holds", "report");

    static final String NONE = "between steps";

    private static final int KILLED = 128 + 9;
    private static final List<String> OF_FILES = STEPS.subList(1, 4);
    private static final int BEGUN_MAX = 2;
    private static final long LOCK_NANOS_MAX = 5_000_000_000L;
    private static final String BEGUN =
            """
            select count(*) filter (where step = ?) >= ? or count(*) filter (where step = any (?)) > 0
            from clearing_steps
            where id > ?
            """;

    private final NightCopy copy;
    private final SplittableRandom random;
    private final Map<String, Integer> hits = new TreeMap<>();
    private int kills;

    Executioner(NightCopy copy, SplittableRandom random) {
        this.copy = copy;
        this.random = random;
    }

    /** How often each step was running when its process was killed. */
    Map<String, Integer> hits() {
        return hits;
    }

    /** Processes that were killed before their end. */
    int kills() {
        return kills;
    }

    /**
     * Starts the night and kills it in the step, a file's in the first or second of its name.
     *
     * @param nanosMax how long after the step's begin at most
     * @return what was hit; {@link #NONE} too where the night ended before
     */
    String kill(LocalDate businessDate, String step, long nanosMax)
            throws IOException, InterruptedException, SQLException {
        long before = copy.number("select coalesce(max(id), 0) from clearing_steps");
        long delay = random.nextLong(Math.max(1, nanosMax));
        int begun = OF_FILES.contains(step) ? 1 + random.nextInt(BEGUN_MAX) : 1;
        NightCopy.Running running = copy.start(businessDate);
        awaitStep(running, step, begun, before);
        long until = System.nanoTime() + delay;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        running.kill();
        if (running.process().exitValue() != KILLED) {
            return NONE;
        }
        kills++;
        awaitLocksFree();
        String hit = unended(before).stream().findFirst().orElse(NONE);
        hits.merge(hit, 1, Integer::sum);
        return hit;
    }

    /** Returns when that many such steps have begun, or one after them, or nothing runs. */
    private void awaitStep(NightCopy.Running running, String step, int begun, long before)
            throws SQLException {
        try (Connection connection = copy.connect();
                PreparedStatement statement = connection.prepareStatement(BEGUN)) {
            statement.setString(1, step);
            statement.setInt(2, begun);
            statement.setObject(3, after(step).toArray(String[]::new));
            statement.setLong(4, before);
            while (running.process().isAlive()) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
            }
        }
    }

    /** Files are reconciled and posted in turn. */
    private static List<String> after(String step) {
        int next = STEPS.indexOf(step) + (step.equals("reconcile") ? 2 : 1);
        return STEPS.subList(next, STEPS.size());
    }

    /** The server drops a dead runner's locks as soon as it sees that it is gone. */
    private void awaitLocksFree() throws InterruptedException, SQLException {
        long from = System.nanoTime();
        while (copy.number("select count(*) from pg_locks where locktype = 'advisory'") > 0) {
            assertTrue(System.nanoTime() - from < LOCK_NANOS_MAX, "a dead runner keeps its lock");
            Thread.sleep(1);
        }
    }

    /** Steps begun since whose end was not written. */
    private List<String> unended(long before) throws SQLException {
        return copy.column(
                """
                select distinct step
                from clearing_steps
                where status = 'running' and id > %d
                order by step
                """
                        .formatted(before));
    }
}
