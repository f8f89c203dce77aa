package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.clearing.stepfunctions.StepFunctionsStub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that an execution began: two files were ingested, the second could not be posted. */
@Tag("database")
class ReplayByStateMachineTest {
    private static final String OLD = StepFunctionsStub.OLD;
    private static final String INPUT = "{\"scheduled_at\":\"2026-11-20T17:30:00Z\"}";
    private static final String ATTEMPTS =
            """
            select r.kind, a.started_by, a.why, a.status, a.execution
            from clearing_attempts a
            join clearing_runs r on r.id = a.run_id
            where r.kind = 'replay'
            order by a.id""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @SuppressWarnings("NullAway.Init")
    private StepFunctionsStub service;

    @BeforeEach
    void failInPost() throws Exception {
        service = new StepFunctionsStub();
        night = new NightFolder(folder);
        night.deliver("a.ctf", SampleFiles.baseII("001", false, 70));
        assertEquals(0, night.stage("receive", "--execution", OLD).exitCode());
        assertEquals(0, night.stage("ingest", "--execution", OLD).exitCode());
        assertEquals(0, inExecution("reconcile").exitCode());
        night.execute(
                """
                create function refuse() returns trigger language plpgsql
                    as $$ begin raise exception 'no space left'; end $$;
                create trigger refuse before insert on clearing_outcomes
                    for each row execute function refuse()""");
        assertEquals(1, inExecution("post").exitCode());
        service.tell("FAILED", "REDRIVABLE", "States.TaskFailed", INPUT);
    }

    private Answer inExecution(String stage) {
        return night.run(stage, "--date", NightFolder.NIGHT, "--execution", OLD);
    }

    @AfterEach
    void close() {
        night.close();
        service.close();
    }

    @Test
    void a_failed_night_goes_on_at_the_step_that_failed() throws Exception {
        String told = "redrive %s: it goes on at the step that failed".formatted(OLD);
        assertEquals(told, replay("run", "--dry-run").out());
        assertEquals(List.of(), service.calls());
        assertEquals(List.of(), night.rows(ATTEMPTS));
        assertEquals(told, replay("run").out());
        assertEquals(List.of("redrive " + OLD), service.calls());
        assertEquals(List.of("replay ann disk full done " + OLD), night.rows(ATTEMPTS));
    }

    @Test
    void where_the_definition_changed_another_begins_with_that_step() throws Exception {
        service.deploy("{\"StartAt\":\"Other\"}");
        Answer answer = replay("run");
        assertEquals(0, answer.exitCode(), answer::err);
        String name = service.calls().getFirst().split(" ")[1];
        assertTrue(name.startsWith("replay-2026-11-21-"), name);
        assertEquals(
                List.of(
                        "start "
                                + name
                                + " {\"scheduled_at\":\"2026-11-20T17:30:00Z\",\"from_step\":\"post\"}"),
                service.calls());
        assertEquals(
                List.of("replay ann disk full done " + StepFunctionsStub.MACHINE + ":" + name),
                night.rows(ATTEMPTS));
    }

    @Test
    void a_file_is_done_again_by_an_execution_of_its_own() throws Exception {
        replay("file", "1");
        assertEquals(1, service.calls().size());
        assertTrue(
                service.calls()
                        .getFirst()
                        .endsWith(
                                " {\"scheduled_at\":\"2026-11-21T03:00:00Z\","
                                        + "\"input_file\":\"a.ctf\"}"),
                service.calls()::toString);
    }

    @Test
    void what_runs_or_is_not_known_is_left_alone() throws Exception {
        Answer other = replay("run", "--execution", "arn:other");
        assertEquals(3, other.exitCode());
        assertTrue(other.err().contains("does not describe arn:other"), other::err);
        Answer nothing = replay("run", "--date", "2026-11-20");
        assertEquals(1, nothing.exitCode());
        assertTrue(nothing.err().contains("name one with --execution ARN"), nothing::err);
        service.tell(OLD + "er", "RUNNING", "NOT_REDRIVABLE", "", INPUT);
        for (String[] words : new String[][] {{"run"}, {"file", "1"}}) {
            Answer running = replay(words);
            assertEquals(3, running.exitCode());
            assertTrue(running.err().contains("is running: wait for its end"), running::err);
        }
        assertEquals(List.of(), service.calls());
        assertEquals(List.of(), night.rows(ATTEMPTS));
    }

    @Test
    void an_execution_of_one_file_does_not_hide_the_night_that_failed() throws Exception {
        service.tell(
                OLD + "er",
                "SUCCEEDED",
                "NOT_REDRIVABLE",
                "",
                "{\"scheduled_at\":\"2026-11-21T03:00:00Z\",\"input_file\":\"a.ctf\"}");
        replay("run");
        assertEquals(List.of("redrive " + OLD), service.calls());
    }

    @Test
    void a_night_that_began_nothing_is_found_and_begins_anew() throws Exception {
        service.tell(
                OLD + "er",
                "FAILED",
                "REDRIVABLE",
                "Kessai.NotCollected",
                "{\"scheduled_at\":\"2026-11-21T17:30:00Z\"}");
        replay("run", "--date", "2026-11-22");
        assertTrue(
                service.calls().getFirst().endsWith(" {\"scheduled_at\":\"2026-11-21T17:30:00Z\"}"),
                service.calls()::toString);
    }

    @Test
    void what_failed_because_a_file_is_not_matched_begins_with_matching() throws Exception {
        night.execute("delete from clearing_matches");
        replay("run");
        assertTrue(
                service.calls().getFirst().endsWith("\"from_step\":\"reconcile\"}"),
                service.calls()::toString);
    }

    @Test
    void a_replay_that_the_service_did_not_take_is_written_down_as_failed() throws Exception {
        service.deploy("changed");
        service.refuseToStart();
        Answer answer = replay("run");
        assertEquals(3, answer.exitCode(), answer::out);
        assertTrue(
                night.rows(ATTEMPTS).getFirst().startsWith("replay ann disk full failed"),
                night.rows(ATTEMPTS)::toString);
    }

    @Test
    void status_shows_the_execution_beside_its_steps() {
        String status = status();
        assertTrue(
                status.contains(
                        "{\"execution\":\"%s\",\"status\":\"failed\",\"error\":\"States.TaskFailed\",\"cause\":\"because\",\"redrivable\":\"yes\"}"
                                .formatted(OLD)),
                status);
        service.close();
        assertTrue(status().contains("\"status\":\"unknown\""), this::status);
    }

    private String status() {
        Answer answer = night.run("status", "--date", NightFolder.NIGHT, "--output", "json");
        assertEquals(0, answer.exitCode(), answer::err);
        return answer.out();
    }

    private Answer replay(String... words) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(words));
        all.addAll(List.of("--state-machine", StepFunctionsStub.MACHINE));
        all.addAll(List.of("--why", "disk full", "--started-by", "ann"));
        if (!all.contains("--date")) {
            all.addAll(List.of("--date", NightFolder.NIGHT));
        }
        return night.run(all.toArray(String[]::new));
    }
}
