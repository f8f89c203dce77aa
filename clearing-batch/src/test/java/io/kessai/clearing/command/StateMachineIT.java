package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Interpreter.Execution;
import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.clearing.s3.S3Location;
import io.kessai.clearing.s3.S3Mock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The definition of the state machine, executed: what a night comes to in containers, whatever
 * happens to it. After each, the audit finds nothing broken.
 */
@Tag("slow")
@Tag("database")
class StateMachineIT {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    /** The schedule's time, on the evening before the business date in Tokyo. */
    private static final String SCHEDULED_AT = "2026-11-20T17:30:00Z";

    private static final String NEXT_NIGHT = "2026-11-21T17:30:00Z";
    private static final String FILES =
            "select split_part(name, '/', 1), status, is_posted, business_date"
                    + " from clearing_files order by 1";
    private static final String POSTED = "select posted from accounts";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final S3Location bucket =
            S3Mock.shared().bucket("state-machine-" + BUCKETS.incrementAndGet());

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @SuppressWarnings("NullAway.Init")
    private Interpreter machine;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(folder.resolve("drop"));
        night = new NightFolder(Files.createDirectories(folder.resolve("night")));
        machine = new Interpreter(night.database(), bucket, folder);
    }

    @AfterEach
    void audit() throws Exception {
        try (NightFolder audited = night) {
            Answer audit = audited.run("audit", "--development-keys", "--output", "json");
            assertEquals(0, audit.exitCode(), audit::out);
        }
    }

    @Test
    void a_night_is_the_commands_of_nightly_and_books_what_was_delivered() throws Exception {
        drop("a.ctf", SampleFiles.baseII("001", false, 70));
        drop("b.ctf", SampleFiles.baseII("002", false, 30, 5));
        machine.collectNow(SCHEDULED_AT);
        List<List<String>> ofNightly = machine.commandsOfNightly();
        assertEquals(11, ofNightly.size(), ofNightly::toString);
        Execution execution = execute(Map.of());
        succeeded(execution);
        assertEquals(ofNightly, sortedInPhases(execution.commands(), ofNightly));
        assertEquals(
                List.of("a.ctf accepted t 2026-11-21", "b.ctf accepted t 2026-11-21"),
                night.rows(FILES));
        assertEquals(List.of("-105"), night.rows(POSTED));
        assertEquals(
                List.of("step-functions " + Interpreter.EXECUTION),
                night.rows("select distinct started_by, execution from clearing_attempts"));
        assertTrue(keys("reports/").contains("reports/2026-11-21/day/report.html"));
        assertEquals(List.of(), keys("inbox/files/"));
        assertEquals(2, keys("archive/").size());
    }

    @Test
    void a_refused_file_is_an_outcome_of_which_the_report_tells() throws Exception {
        drop("a.ctf", SampleFiles.baseII("001", false, 70));
        drop("b.ctf", "no clearing file".getBytes(StandardCharsets.US_ASCII));
        Execution execution = execute(Map.of());
        succeeded(execution);
        assertEquals(
                List.of("a.ctf accepted t 2026-11-21", "b.ctf refused f 2026-11-21"),
                night.rows(FILES));
        assertEquals(List.of("-70"), night.rows(POSTED));
        assertTrue(
                execution.lines().getLast().contains("\"files_refused\":1"), execution::toString);
    }

    @Test
    void a_shard_that_fails_ends_the_night_and_another_goes_on_from_its_step() throws Exception {
        drop("a.ctf", SampleFiles.baseII("001", false, 70));
        night.execute(
                """
                create function refuse() returns trigger language plpgsql
                    as $$ begin raise exception 'no space left'; end $$;
                create trigger refuse before insert on clearing_outcomes
                    for each row execute function refuse()""");
        Execution failed = execute(Map.of());
        assertEquals("FAILED States.TaskFailed", failed.status() + " " + failed.error());
        assertTrue(failed.cause().contains("no space left"), failed::cause);
        long tries =
                failed.commands().stream().filter(words -> words.getFirst().equals("post")).count();
        assertTrue(tries > 2, "tried again: " + failed.commands());
        assertEquals(List.of("0"), night.rows(POSTED));
        night.execute("drop function refuse() cascade");
        Execution resumed = execute(Map.of("from_step", "post"));
        succeeded(resumed);
        assertEquals("post", resumed.commands().getFirst().getFirst());
        assertEquals(List.of("a.ctf accepted t 2026-11-21"), night.rows(FILES));
        assertEquals(List.of("-70"), night.rows(POSTED));
    }

    @Test
    void without_the_receiver_nothing_is_begun() throws Exception {
        drop("a.ctf", SampleFiles.baseII("001", false, 70));
        Execution offline = machine.execute(input(SCHEDULED_AT, Map.of()), "offline");
        assertEquals("Ssm.InvalidInstanceIdException", offline.error(), offline::toString);
        Execution failing = machine.execute(input(SCHEDULED_AT, Map.of()), "failing");
        assertEquals("Kessai.NotCollected", failing.error(), failing::toString);
        assertEquals(List.of(), failing.commands());
        assertEquals(List.of("0"), night.rows("select count(*) from clearing_attempts"));
        succeeded(execute(Map.of()));
        assertEquals(List.of("-70"), night.rows(POSTED));
    }

    @Test
    void a_night_without_files_expires_and_reports_all_the_same() throws Exception {
        Execution execution = execute(Map.of());
        succeeded(execution);
        assertEquals(List.of("receive", "--refused-is-done"), execution.commands().getFirst());
        assertTrue(keys("reports/").contains("reports/2026-11-21/day/report.html"));
    }

    @Test
    void a_late_file_is_booked_by_the_next_night_once() throws Exception {
        drop("a.ctf", SampleFiles.baseII("001", false, 70));
        succeeded(execute(Map.of()));
        drop("b.ctf", SampleFiles.baseII("002", false, 30));
        Execution next = machine.execute(input(NEXT_NIGHT, Map.of()), "online");
        succeeded(next);
        assertEquals(
                List.of("a.ctf accepted t 2026-11-21", "b.ctf accepted t 2026-11-22"),
                night.rows(FILES));
        assertEquals(List.of("-100"), night.rows(POSTED));
        List<String> before = night.everything();
        succeeded(machine.execute(input(NEXT_NIGHT, Map.of()), "online"));
        assertEquals(before, night.everything(), "a night again changes nothing");
    }

    @Test
    void one_file_alone_is_booked_while_the_others_wait() throws Exception {
        drop("a.ctf", SampleFiles.baseII("001", false, 70));
        drop("b.ctf", SampleFiles.baseII("002", false, 30));
        machine.collectNow(SCHEDULED_AT);
        String delivery = keys("inbox/files/b.ctf/").getFirst().substring("inbox/files/".length());
        succeeded(execute(Map.of("input_file", delivery)));
        assertEquals(List.of("b.ctf accepted t 2026-11-21"), night.rows(FILES));
        assertEquals(List.of("-30"), night.rows(POSTED));
        assertEquals(1, keys("inbox/files/").size());
        assertEquals(
                List.of("receive", "ingest", "reconcile", "post", "report"),
                night.rows("select step from clearing_steps group by step order by min(id)"));
    }

    @Test
    void of_two_executions_at_once_the_younger_does_nothing() throws Exception {
        List<String> younger = List.of(Interpreter.EXECUTION, Interpreter.EXECUTION + "-older");
        Execution refused = machine.execute(input(SCHEDULED_AT, Map.of()), "online", younger);
        assertEquals("Kessai.AnotherRuns", refused.error(), refused::toString);
        assertEquals(List.of(), refused.commands());
        Execution older =
                machine.execute(input(SCHEDULED_AT, Map.of()), "online", younger.reversed());
        succeeded(older);
    }

    @Test
    void an_input_that_nobody_understands_begins_nothing() throws Exception {
        assertEquals("Kessai.NoSuchStep", execute(Map.of("from_step", "settle")).error());
        assertEquals("Kessai.NoScheduledAt", machine.execute(Map.of(), "online").error());
        assertEquals(
                "Kessai.NoScheduledAt",
                machine.execute(Map.of("scheduled_at", "yesterday"), "online").error());
    }

    private Execution execute(Map<String, String> more) throws Exception {
        return machine.execute(input(SCHEDULED_AT, more), "online");
    }

    private static Map<String, String> input(String scheduledAt, Map<String, String> more) {
        Map<String, String> input = new TreeMap<>(more);
        input.put("scheduled_at", scheduledAt);
        return input;
    }

    private static void succeeded(Execution execution) {
        assertEquals("SUCCEEDED", execution.status(), execution::toString);
    }

    /**
     * Of commands that run at the same time, any may be first: they are put as the other has them.
     */
    private static List<List<String>> sortedInPhases(
            List<List<String>> commands, List<List<String>> like) {
        assertEquals(like.size(), commands.size(), commands::toString);
        List<List<String>> sorted = new ArrayList<>();
        int done = 0;
        while (done < like.size()) {
            int end = done + 1;
            while (end < like.size() && isOneOfSeveral(like.get(end), like.get(done))) {
                end++;
            }
            List<List<String>> phase = commands.subList(done, end);
            for (List<String> words : like.subList(done, end)) {
                assertTrue(phase.contains(words), words + " in " + phase);
                sorted.add(words);
            }
            done = end;
        }
        return sorted;
    }

    private static boolean isOneOfSeveral(List<String> words, List<String> other) {
        return words.size() > 2
                && other.size() == words.size()
                && words.subList(0, 2).equals(other.subList(0, 2));
    }

    private void drop(String name, byte[] content) throws IOException {
        Files.write(folder.resolve("drop").resolve(name), content);
    }

    private List<String> keys(String prefix) {
        try (S3Client client = S3Mock.shared().client()) {
            return client
                    .listObjectsV2(list -> list.bucket(bucket.bucket()).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}
