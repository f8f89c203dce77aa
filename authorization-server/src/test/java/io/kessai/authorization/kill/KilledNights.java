package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.database.ContentHash;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The same nights twice: undisturbed on one database; on another killed again and again, and then
 * run to their end. After each night the books of both must be the same.
 */
final class KilledNights {

    /** A step may end, or the night be over, before the kill. */
    private static final int TRIES = 2;

    private final NightCopy undisturbed;
    private final NightCopy killed;
    private final Executioner executioner;
    private final List<LocalDate> dates = new ArrayList<>();

    KilledNights(NightCopy undisturbed, NightCopy killed, SplittableRandom random)
            throws SQLException {
        this.undisturbed = undisturbed;
        this.killed = killed;
        this.executioner = new Executioner(killed, random);
        assertSame("the evening");
    }

    /**
     * Does a night whose files lie in both inboxes.
     *
     * @param plan how often each step is to be hit
     */
    void night(LocalDate businessDate, Map<String, Integer> plan)
            throws IOException, InterruptedException, SQLException {
        dates.add(businessDate);
        complete(undisturbed, businessDate);
        Map<String, Long> nanos = nanos(businessDate);
        for (String step : Executioner.STEPS) {
            int wanted = plan.getOrDefault(step, 0);
            for (int tries = wanted * TRIES; wanted > 0 && tries > 0; tries--) {
                String hit = executioner.kill(businessDate, step, nanos.getOrDefault(step, 0L));
                wanted -= hit.equals(step) ? 1 : 0;
            }
        }
        complete(killed, businessDate);
        assertSame("night " + businessDate);
    }

    /** At least so many kills, and every step hit. */
    void assertKills(int kills) throws IOException, InterruptedException, SQLException {
        while (executioner.kills() < kills) {
            executioner.kill(dates.getLast(), "report", 0);
        }
        System.out.println(executioner.kills() + " kills, by step: " + executioner.hits());
        for (String step : Executioner.STEPS) {
            assertTrue(executioner.hits().getOrDefault(step, 0) > 0, "never hit: " + step);
        }
    }

    /** Every file and night, and each step of a file by itself: nothing changes. */
    void replay() throws IOException, InterruptedException, SQLException {
        String first = killed.column("select min(id) from clearing_files").getFirst();
        String last = killed.column("select max(id) from clearing_files").getFirst();
        for (LocalDate date : dates) {
            replay("run", "--date", date.toString());
        }
        for (String step : List.of("ingest", "reconcile", "post")) {
            replay("step", step, last);
        }
        replay("file", first);
        assertSame("replayed");
    }

    private void replay(String... what) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("replay"));
        arguments.addAll(List.of(what));
        arguments.addAll(List.of("--why", "a test"));
        NightCopy.Ended ended = killed.run(arguments.toArray(String[]::new));
        assertEquals(0, ended.code(), arguments + ": " + ended.output());
    }

    private static void complete(NightCopy copy, LocalDate businessDate)
            throws IOException, InterruptedException {
        NightCopy.Ended ended = copy.nightly(businessDate);
        assertEquals(0, ended.code(), ended.output());
    }

    /** How long each step lasted undisturbed, the longest of its name. */
    private Map<String, Long> nanos(LocalDate businessDate) throws SQLException {
        Map<String, Long> nanos = new HashMap<>();
        for (String step : Executioner.STEPS) {
            nanos.put(
                    step,
                    undisturbed.number(
                            """
                            select coalesce(max(extract(epoch from s.ended_at - s.started_at)
                                                * 1000000000), 0)::bigint
                            from clearing_steps s
                            join clearing_attempts a on a.id = s.attempt_id
                            join clearing_runs r on r.id = a.run_id
                            where s.step = '%s' and r.business_date = '%s'
                            """
                                    .formatted(step, businessDate)));
        }
        return nanos;
    }

    private void assertSame(String when) throws SQLException {
        ContentHash wanted = undisturbed.hash();
        ContentHash found = killed.hash();
        assertEquals(wanted.tables(), found.tables(), when);
        assertEquals(wanted.whole(), found.whole(), when);
    }
}
