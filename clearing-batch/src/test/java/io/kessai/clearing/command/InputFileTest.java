package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One delivery at a time, and a night in commands. */
@Tag("database")
class InputFileTest {
    private static final String FILES = "select name, status from clearing_files order by id";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @BeforeEach
    void deliver() throws Exception {
        night = new NightFolder(folder);
        night.deliver("a.ctf", SampleFiles.baseII("001", false, 70));
        night.deliver("b \"x\".ctf", SampleFiles.baseII("002", false, 30));
        night.deliver("c.ctf", "no clearing file".getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void of_several_deliveries_one_is_taken_and_decided() throws Exception {
        assertEquals("receive: 1 received", night.stage("receive", "--input-file", "a.ctf").out());
        Answer answer = night.stage("ingest", "--input-file", "a.ctf");
        assertEquals(0, answer.exitCode(), answer::err);
        assertEquals("ingest: 4 records", answer.out());
        assertEquals(List.of("a.ctf accepted"), night.rows(FILES));
        assertEquals("ingest: 0 refused", night.stage("ingest", "--input-file", "a.ctf").out());
    }

    @Test
    void a_refused_delivery_answers_so_again_and_can_count_as_done() throws Exception {
        night.stage("receive");
        String[] words = {"ingest", "--input-file", "c.ctf"};
        Answer first = night.stage(words);
        assertEquals(1, first.exitCode());
        Answer again = night.stage(words);
        assertEquals(1, again.exitCode(), again::out);
        assertEquals("ingest: 1 refused", again.out());
        Answer done = night.stage("ingest", "--input-file", "c.ctf", "--refused-is-done");
        assertEquals(0, done.exitCode());
        assertEquals("ingest: 1 refused", done.out());
    }

    @Test
    void what_was_never_delivered_is_not_found() {
        Answer answer = night.stage("ingest", "--input-file", "d.ctf");
        assertEquals(1, answer.exitCode());
        assertTrue(
                answer.err()
                        .startsWith("ingest: CLEARING_FILE_NOT_FOUND: d.ctf was never received"),
                answer::err);
    }

    @Test
    void a_night_tells_its_commands_and_changes_nothing() throws Exception {
        Answer text = night.stage("nightly", "--dry-run", "--shards", "1");
        assertEquals(
                """
                receive --refused-is-done
                ingest --input-file a.ctf --refused-is-done
                ingest --input-file b "x".ctf --refused-is-done
                ingest --input-file c.ctf --refused-is-done
                ingest --refused-is-done
                reconcile --shard 0/1
                post --shard 0/1
                post
                expire-holds
                report""",
                text.out());
        Answer json =
                Program.runAlone(
                        List.of(
                                "nightly",
                                "--dry-run",
                                "--from-step",
                                "expire-holds",
                                "--output",
                                "json"));
        assertEquals(
                "{\"step\":\"nightly\",\"commands\":[[\"expire-holds\"],[\"report\"]]}",
                json.out());
        assertTrue(
                night.stage("nightly", "--dry-run", "--output", "json")
                        .out()
                        .contains("\"b \\\"x\\\".ctf\""));
        assertEquals(List.of(), night.rows(FILES));
        assertEquals(List.of("0"), night.rows("select count(*) from clearing_attempts"));
    }

    @Test
    void a_night_of_one_delivery_leaves_the_others() throws Exception {
        String reports = folder.resolve("reports").toString();
        Answer answer = night.stage("nightly", "--input-file", "a.ctf", "--reports", reports);
        assertEquals(0, answer.exitCode(), answer::err);
        assertEquals(List.of("a.ctf accepted"), night.rows(FILES));
        assertEquals(List.of("-70"), night.rows("select posted from accounts"));
    }

    @Test
    void the_business_date_is_the_schedules_in_the_programmes_zone() throws Exception {
        String[] stores = {
            "receive",
            "--inbox",
            folder.resolve("inbox").toString(),
            "--archive",
            folder.resolve("archive").toString(),
            "--development-keys",
            "--scheduled-at",
            "2026-11-20T15:00:00Z"
        };
        assertEquals(0, night.run(stores).exitCode());
        assertEquals(
                List.of("2026-11-21"),
                night.rows("select distinct business_date from clearing_files"));
    }

    @Test
    void attempts_keep_the_execution_that_they_are_part_of() throws Exception {
        night.run("post", "--date", NightFolder.NIGHT);
        night.run("post", "--date", NightFolder.NIGHT, "--execution", "arn:aws:states:x:1:e:1");
        assertEquals(
                List.of("", "arn:aws:states:x:1:e:1"),
                night.rows("select execution from clearing_attempts order by id"));
    }
}
