package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.clearing.run.Counters;
import io.kessai.ipm.ProcessingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night of two files, where something is wrong with the first that is not the file's fault. */
@Tag("database")
class OneFileStopsNoOtherTest {
    private static final String FILES =
            "select id, status, is_posted from clearing_files order by id";
    private static final String FAILED =
            """
            select s.step, coalesce(s.file_id, 0), s.failure
            from clearing_steps s where s.status = 'failed' order by s.id\
            """;
    private static final String ATTEMPT =
            "select status, failure from clearing_attempts order by id desc limit 1";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @BeforeEach
    void receive() throws IOException, SQLException {
        night = new NightFolder(folder);
        deliver("one.ipm", "00001", 1000);
        assertEquals(0, night.stage("receive").exitCode());
        deliver("two.ipm", "00002", 2000);
        assertEquals(0, night.stage("receive").exitCode());
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void a_file_whose_archive_is_away_waits_and_the_other_is_posted() throws Exception {
        loseArchive(1);
        Answer answer = nightly();
        assertEquals(1, answer.exitCode(), answer::err);
        String why = "cannot read " + archiveKey(1) + " from " + folder.resolve("archive");
        assertTrue(
                answer.err().startsWith("nightly: file 1: FILE_STORE_UNAVAILABLE: " + why),
                answer::err);
        assertEquals(1, answer.err().lines().count(), answer::err);
        assertTrue(answer.out().contains(", 1 failed, "), answer::out);
        assertEquals(List.of("1 received f", "2 accepted t"), night.rows(FILES));
        assertOne("ingest 1 " + why, night.rows(FAILED));
        assertOne("failed file 1: " + why, night.rows(ATTEMPT));
        assertEquals(
                List.of("done", "done"),
                night.rows(
                        "select status from clearing_steps where step in ('expire_holds', 'report')"));
    }

    @Test
    void where_the_whole_archive_is_away_the_program_can_be_called_again() throws Exception {
        loseArchive(1);
        loseArchive(2);
        assertEquals(3, night.stage("ingest").exitCode());
        Answer nightly = nightly();
        assertEquals(3, nightly.exitCode(), nightly::err);
        assertEquals(2, nightly.err().lines().count(), nightly::err);
    }

    @Test
    void a_file_of_which_the_database_refuses_a_value_stops_no_other() throws Exception {
        night.execute(
                "alter table clearing_records add constraint odd check (transaction_amount <> 1000)");
        Answer answer = night.stage("ingest");
        assertEquals(1, answer.exitCode());
        String why =
                "ERROR: new row for relation \"clearing_records\" violates check constraint \"odd\"";
        assertEquals("ingest: file 1: the database refused (23514): " + why, answer.err());
        assertEquals(List.of("1 received f", "2 accepted f"), night.rows(FILES));
        assertEquals(List.of("ingest 1 " + why), night.rows(FAILED));
    }

    @Test
    void nothing_expires_while_a_file_could_not_be_posted() throws Exception {
        night.execute("alter table clearing_outcomes add constraint odd check (file_id <> 1)");
        Answer answer = nightly();
        assertEquals(1, answer.exitCode());
        List<String> said = answer.err().lines().toList();
        assertEquals(2, said.size(), answer::err);
        assertTrue(
                said.getFirst().startsWith("nightly: file 1: the database refused (23514): "),
                answer::err);
        String inTheWay = "file 1 is accepted and not posted: reconcile and post it first";
        assertEquals("nightly: expire-holds: STEP_OUT_OF_ORDER: " + inTheWay, said.getLast());
        assertEquals(List.of("1 accepted f", "2 accepted t"), night.rows(FILES));
        assertEquals("expire_holds 0 " + inTheWay, night.rows(FAILED).getLast());
        night.execute("alter table clearing_outcomes drop constraint odd");
        assertEquals(0, nightly().exitCode());
        assertEquals(List.of("1 accepted t", "2 accepted t"), night.rows(FILES));
    }

    /** {@code post} alone, and {@code replay run}, go on in the same way. */
    @Test
    void every_command_that_goes_through_files_goes_on() throws Exception {
        night.stage("ingest");
        night.execute("alter table clearing_outcomes add constraint odd check (file_id <> 1)");
        night.run("reconcile", "--date", NightFolder.NIGHT);
        Answer posted = night.run("post", "--date", NightFolder.NIGHT);
        assertEquals(1, posted.exitCode());
        assertTrue(posted.err().startsWith("post: file 1: the database refused"), posted::err);
        assertEquals(List.of("1 accepted f", "2 accepted t"), night.rows(FILES));
        Answer replayed = night.stage("replay", "run", "--why", "again");
        assertEquals(1, replayed.exitCode());
        assertTrue(replayed.err().startsWith("run: file 1: the database refused"), replayed::err);
        assertTrue(
                replayed.err().contains("run: expire-holds: STEP_OUT_OF_ORDER: file 1"),
                replayed::err);
    }

    @Test
    void wrong_usage_after_a_failure_is_told_as_such() throws Exception {
        night.stage("ingest", "--file", "1");
        night.execute("alter table clearing_outcomes add constraint odd check (file_id <> 1)");
        Answer replayed = night.run("replay", "run", "--why", "again", "--date", NightFolder.NIGHT);
        assertEquals(1, replayed.exitCode());
        List<String> said = replayed.err().lines().toList();
        assertEquals(2, said.size(), replayed::err);
        assertTrue(said.getFirst().startsWith("run: file 1: the database refused"), replayed::err);
        assertTrue(said.getLast().startsWith("run: then: "), replayed::err);
        assertTrue(said.getLast().contains("--archive"), replayed::err);
    }

    /** Nothing else could be done. */
    @Test
    void a_database_that_is_away_stops_everything() {
        SQLException away = new SQLException("gone", "08006");
        Setbacks setbacks = new Setbacks();
        assertThrows(
                SQLException.class,
                () ->
                        setbacks.each(
                                List.of(1L, 2L),
                                file -> {
                                    assertEquals(1, file, "the second is not tried");
                                    throw away;
                                }));
        setbacks.raise();
    }

    /** One that was refused will be refused again. */
    @Test
    void only_what_may_succeed_later_is_to_be_called_again() throws SQLException {
        Setbacks setbacks = new Setbacks();
        setbacks.each(List.of(1L), file -> failed(new SQLException("refused", "23514")));
        assertEquals(false, assertThrows(NotAllDone.class, setbacks::raise).isRetryable());
    }

    private static Counters failed(SQLException why) throws SQLException {
        throw why;
    }

    private Answer nightly() {
        return night.stage("nightly", "--reports", folder.resolve("reports").toString());
    }

    private void deliver(String name, String sequence, long yen) throws IOException {
        night.deliver(
                name,
                SampleFiles.ipm(
                        sequence,
                        ProcessingMode.PRODUCTION,
                        List.of(
                                SampleFiles.purchase(
                                        SampleFiles.card(),
                                        yen,
                                        "743210063250000000" + sequence))));
    }

    private String archiveKey(int file) throws SQLException {
        return night.rows("select archive_key from clearing_files where id = " + file).getFirst();
    }

    private void loseArchive(int file) throws IOException, SQLException {
        Files.delete(folder.resolve("archive").resolve(archiveKey(file)));
    }

    private static void assertOne(String begin, List<String> rows) {
        assertEquals(1, rows.size(), rows::toString);
        assertTrue(rows.getFirst().startsWith(begin), rows::toString);
    }
}
