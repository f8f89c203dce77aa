package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.ipm.ProcessingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two files were received: 1 of Mastercard with a purchase of 1,000 yen and one of 500, 2 of Visa
 * with one of 70. Nobody authorized them.
 */
@Tag("slow")
@Tag("database")
class ReplayCommandTest {
    private static final String POSTED = "select posted from accounts";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @BeforeEach
    void receive() throws Exception {
        night = new NightFolder(folder);
        night.deliver(
                "a.ipm",
                SampleFiles.ipm(
                        "00001",
                        ProcessingMode.PRODUCTION,
                        List.of(
                                SampleFiles.purchase(
                                        SampleFiles.card(), 1000, "74321006325000000000012"),
                                SampleFiles.purchase(
                                        SampleFiles.card(), 500, "74321006325000000000020"))));
        night.deliver("b.ctf", SampleFiles.baseII("001", false, 70));
        assertEquals("receive: 2 received", night.stage("receive").out());
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void a_step_is_done_once_and_the_next_needs_the_one_before() throws Exception {
        assertEquals("replay: nothing to do", step("reconcile", 1));
        assertEquals("replay: nothing to do", step("post", 1));
        assertEquals("replay: 4 records", step("ingest", 1));
        assertEquals("replay: nothing to do", step("ingest", 1));
        assertEquals("replay: 2 unmatched", step("reconcile", 1));
        assertEquals("replay: nothing to do", step("reconcile", 1));
        assertEquals(List.of("0"), night.rows(POSTED));
        assertTrue(step("post", 1).contains("2 force posted"));
        assertEquals(List.of("-1500"), night.rows(POSTED));
        assertEquals(
                List.of("received"), night.rows("select status from clearing_files where id = 2"));
    }

    @Test
    void a_file_gets_what_is_left_of_its_steps() throws Exception {
        step("ingest", 1);
        assertTrue(replay("file", "1").out().contains("2 force posted"));
        assertEquals(List.of("-1500"), night.rows(POSTED));
        assertTrue(replay("file", "2").out().contains("1 force posted"));
        assertEquals(List.of("-1570"), night.rows(POSTED));
    }

    @Test
    void a_run_gets_what_is_left_of_its_files() throws Exception {
        replay("file", "1");
        assertTrue(replay("run").out().contains("1 force posted"));
        assertEquals(List.of("-1570"), night.rows(POSTED));
        assertEquals(
                List.of("1 4", "2 4"),
                night.rows(
                        "select file_id, count(*) from clearing_outcomes group by 1 order by 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "file 1",
                "file 2",
                "step ingest 1",
                "step reconcile 1",
                "step post 1",
                "step ingest 2",
                "step reconcile 2",
                "step post 2"
            })
    void what_is_done_is_changed_by_no_replay(String what) throws Exception {
        replay("run");
        List<String> done = night.everything();
        assertTrue(done.size() > 40, done::toString);
        assertEquals(0, replay(what.split(" ")).exitCode());
        assertEquals(done, night.everything());
    }

    @Test
    void a_refused_file_stays_refused() throws Exception {
        byte[] cut = Arrays.copyOf(SampleFiles.baseII("002", false, 70), 400);
        night.deliver("cut.ctf", cut);
        night.stage("receive");
        assertEquals(1, replay("file", "3").exitCode());
        List<String> refused = night.everything();
        Answer again = replay("file", "3");
        assertEquals(1, again.exitCode());
        assertTrue(again.err().contains("clearing file 3, cut.ctf, was refused, "), again::err);
        assertTrue(again.err().contains("ask the sender for another file"), again::err);
        assertEquals(refused, night.everything());
    }

    @Test
    void who_replays_and_why_stays_on_record() throws Exception {
        replay("step", "ingest", "2");
        assertEquals(
                List.of("replay " + NightFolder.NIGHT + " done tester the disk was full ingest 2"),
                night.rows(
                        """
                        select r.kind, r.business_date, a.status, a.started_by, a.why, s.step,
                               s.file_id
                        from clearing_attempts a
                        join clearing_runs r on r.id = a.run_id
                        join clearing_steps s on s.attempt_id = a.id
                        where r.kind = 'replay'
                        """));
    }

    @Test
    void a_dry_run_tells_and_does_nothing() throws Exception {
        step("ingest", 1);
        List<String> before = night.everything();
        List<String> attempts = night.rows("select * from clearing_attempts");
        assertEquals(
                new Answer(
                        0,
                        """
                        reconcile of file 1: 2 records to match
                        post of file 1: 4 records to post
                        ingest of file 2: not ingested yet
                        reconcile of file 2: once it is ingested
                        post of file 2: once it is ingested
                        late links and expire-holds of 2026-11-21\
                        """,
                        ""),
                replay("run", "--dry-run"));
        assertEquals(before, night.everything());
        assertEquals(attempts, night.rows("select * from clearing_attempts"));
        assertNotEquals(before, afterwards());
    }

    /** The same without {@code --dry-run}. */
    private List<String> afterwards() throws Exception {
        replay("run");
        return night.everything();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    replay file 99 --why x         | 1 | file: CLEARING_FILE_NOT_FOUND: there is no clearing file 99
                    replay file 1                  | 2 | --why is needed: a replay says why
                    replay step receive 1 --why x  | 2 | the steps of a file are ingest, reconcile and post
                    replay step dance 1 --why x    | 2 | Invalid value for positional parameter at index 0 (STEP): no step; there are receive, ingest, reconcile, post, expire-holds, report
                    """)
    void what_cannot_be_replayed_is_said_in_one_line(String command, int exitCode, String said) {
        Answer answer = night.stage(command.split(" "));
        assertEquals(exitCode, answer.exitCode());
        assertEquals(said, answer.err().lines().findFirst().orElse(""));
    }

    private String step(String step, int file) {
        return replay("step", step, String.valueOf(file)).out();
    }

    private Answer replay(String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--why", "the disk was full", "--started-by", "tester"));
        return night.stage(all.toArray(String[]::new));
    }
}
