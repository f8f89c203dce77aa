package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.Processes;
import io.kessai.local.database.ContentHash;
import io.kessai.local.network.clearing.ClearingFault;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.network.clearing.ClearingNight;
import io.kessai.local.network.clearing.FaultyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that is started twice, frozen, cut off or full of broken files is done once. */
class NightlyTogetherIT {
    private static final int MESSAGES = 400;

    /** Exit codes of the clearing program. */
    private static final int REFUSED = 1;

    private static final int TRY_LATER = 3;

    @TempDir private Path folder = Path.of("");

    @Test
    @Tag("slow")
    void every_night_is_done_once() throws Exception {
        try (NightSystem system = NightSystem.unused(folder, NightSystem.FLEET)) {
            ClearingNight night = system.play(MESSAGES).getFirst();
            NightCopy undisturbed = evening(system, night, "undisturbed");
            assertEquals(0, undisturbed.nightly(night.businessDate()).code());
            twoStarts(evening(system, night, "refused"), night, undisturbed.hash());
            twoWait(evening(system, night, "waited"), night, undisturbed.hash());
            cutOff(evening(system, night, "cut_off"), night, undisturbed.hash());
            brokenFiles(evening(system, night, "broken"), night, undisturbed.hash());
        }
    }

    /** One works; the other is refused in one line that names what is done and who does it. */
    private static void twoStarts(NightCopy copy, ClearingNight night, ContentHash books)
            throws Exception {
        String date = night.businessDate().toString();
        NightCopy.Running first = frozen(copy, night, "post");
        refuses(copy.run("nightly", "--date", date), "nightly: STEP_RUNNING: nightly is");
        refuses(
                copy.run("post", "--date", date, "--file", "1"),
                "post: STEP_RUNNING: post of file 1 is");
        signal(first, "CONT");
        assertDone(first.await());
        assertEquals(books, copy.hash());
    }

    private static void refuses(NightCopy.Ended second, String why) {
        assertEquals(TRY_LATER, second.code(), second.output());
        assertEquals(1, second.failures().size(), second.output());
        assertTrue(
                second.failures().getFirst().matches(why + " being done by kessai .*"),
                second.output());
    }

    /** Both end well, and everything is done once. */
    private static void twoWait(NightCopy copy, ClearingNight night, ContentHash books)
            throws Exception {
        NightCopy.Running first = frozen(copy, night, "ingest", "--wait", "60");
        NightCopy.Running second = copy.start(night.businessDate(), "--wait", "60");
        while (copy.number("select count(*) from clearing_attempts") < 2) {
            assertTrue(second.process().isAlive(), "the second did not wait");
            Thread.sleep(20);
        }
        signal(first, "CONT");
        assertDone(first.await());
        assertDone(second.await());
        assertEquals(books, copy.hash());
    }

    /** The server has lost a runner that still lives: another does its work, and it does none. */
    private static void cutOff(NightCopy copy, ClearingNight night, ContentHash books)
            throws Exception {
        NightCopy.Running first = frozen(copy, night, "post");
        copy.column(
                """
                select pg_terminate_backend(pid, 5000)
                from pg_stat_activity
                where datname = current_database() and application_name like 'kessai %'
                """);
        assertDone(copy.nightly(night.businessDate()));
        assertEquals(books, copy.hash());
        signal(first, "CONT");
        NightCopy.Ended gone = first.await();
        assertNotEquals(0, gone.code(), gone.output());
        assertEquals(books, copy.hash());
    }

    /** Of a night with every fault of both networks, the sound files are booked as without them. */
    private static void brokenFiles(NightCopy copy, ClearingNight night, ContentHash books)
            throws Exception {
        TreeSet<String> expected = new TreeSet<>();
        for (FaultyFile broken : broken(night)) {
            broken.deliver(copy.inbox());
            expected.add(broken.name() + " " + broken.refusal());
        }
        NightCopy.Ended ended = copy.nightly(night.businessDate());
        assertEquals(REFUSED, ended.code(), ended.output());
        assertEquals(
                expected,
                new TreeSet<>(
                        copy.column(
                                """
                                select name || ' ' || reason
                                from clearing_files
                                where status = 'refused'
                                """)));
        assertEquals(
                night.files().size(),
                copy.number(
                        "select count(*) from clearing_files "
                                + "where status = 'accepted' and is_posted"));
        assertEquals(books.without("clearing_files"), copy.hash().without("clearing_files"));
        assertDone(copy.nightly(night.businessDate()));
    }

    private static List<FaultyFile> broken(ClearingNight night) throws IOException {
        List<FaultyFile> broken = new ArrayList<>();
        TreeSet<String> networks = new TreeSet<>();
        for (ClearingFile sound : night.files()) {
            if (networks.add(sound.network().word())) {
                for (ClearingFault fault : ClearingFault.values()) {
                    if (fault.refusal(sound.network()).isPresent()) {
                        broken.add(FaultyFile.of(fault, sound));
                    }
                }
            }
        }
        return broken;
    }

    private static NightCopy evening(NightSystem system, ClearingNight night, String name)
            throws IOException, SQLException {
        NightCopy copy = system.copy(name);
        night.deliver(copy.inbox());
        return copy;
    }

    /** A night that is stopped by SIGSTOP while it does such a step. */
    private static NightCopy.Running frozen(
            NightCopy copy, ClearingNight night, String step, String... options)
            throws IOException, SQLException {
        NightCopy.Running running = copy.start(night.businessDate(), options);
        String doing =
                "select count(*) from clearing_steps where status = 'running' and step = '%s'"
                        .formatted(step);
        while (true) {
            while (copy.number(doing) == 0) {
                assertTrue(running.process().isAlive(), "over before it was frozen");
            }
            signal(running, "STOP");
            if (copy.number(doing) > 0) {
                return running;
            }
            signal(running, "CONT");
        }
    }

    private static void signal(NightCopy.Running running, String name) {
        assertTrue(Processes.signal(name, List.of(running.process().pid())), name);
    }

    private static void assertDone(NightCopy.Ended ended) {
        assertEquals(0, ended.code(), ended.output());
    }
}
