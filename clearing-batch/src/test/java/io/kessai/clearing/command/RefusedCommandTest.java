package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong is told in one line with its exit code, never as a bug of ours. */
@Tag("database")
class RefusedCommandTest {
    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, SQLException {
        night = new NightFolder(folder);
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        for (String stage : List.of("ingest", "reconcile", "post")) {
            assertRefused(
                    1,
                    stage + ": CLEARING_FILE_NOT_FOUND: there is no ",
                    stage.equals("ingest")
                            ? night.stage(stage, "--file", "99")
                            : night.run(stage, "--file", "99"));
        }
    }

    @Test
    void nothing_expires_before_what_may_clear_it_is_posted() throws Exception {
        night.deliver("one.ipm", OwnFaults.sound(1000));
        night.stage("receive");
        night.stage("ingest");
        assertRefused(
                1,
                "expire-holds: STEP_OUT_OF_ORDER: file 1 is accepted and not posted: reconcile and"
                        + " post it first",
                night.run("expire-holds", "--date", NightFolder.NIGHT));
        night.run("reconcile", "--date", NightFolder.NIGHT);
        night.run("post", "--date", NightFolder.NIGHT);
        assertEquals(
                0,
                night.run("expire-holds", "--date", NightFolder.NIGHT).exitCode(),
                "then it does");
    }

    @Test
    void nothing_counts_as_posted_that_is_not_reconciled() throws Exception {
        night.deliver("one.ipm", OwnFaults.sound(1000));
        night.stage("receive");
        night.stage("ingest");
        assertRefused(
                1,
                "post: STEP_OUT_OF_ORDER: file 1 has records that are not reconciled: reconcile it"
                        + " first",
                night.run("post", "--file", "1", "--date", NightFolder.NIGHT));
        night.run("reconcile", "--date", NightFolder.NIGHT);
        assertEquals(
                0,
                night.run("post", "--file", "1", "--date", NightFolder.NIGHT).exitCode(),
                "then it does");
    }

    @Test
    void a_file_is_matched_in_a_thousand_parts_at_most() throws IOException {
        for (String shards : List.of("0", "-1", "1001")) {
            night.deliver("one.ipm", OwnFaults.sound(1000));
            Answer answer = night.stage("nightly", "--reports", "/nowhere", "--shards", shards);
            assertRefused(2, "--shards must be from 1 to 1000", answer);
        }
    }

    @Test
    void keys_that_everybody_knows_seal_nothing_outside_the_local_profile() throws Exception {
        night.deliver("one.ipm", OwnFaults.sound(1000));
        night.stage("receive");
        night.deliver("two.ipm", OwnFaults.sound(2000));
        night.declare("production");
        List<String> before = night.everything();
        for (String command :
                List.of(
                        "receive",
                        "ingest",
                        "nightly --reports /nowhere",
                        "replay file 1 --why x")) {
            assertRefused(
                    2,
                    "--development-keys is only for a database declared local, and this one is"
                            + " production: give KESSAI_VAULT_TOKEN_KEY, KESSAI_VAULT_SEALING_KEYS"
                            + " and KESSAI_VAULT_CURRENT_VERSION instead",
                    night.stage(command.split(" ")));
        }
        assertEquals(before, night.everything());
    }

    /** A year mistyped would give back every hold there is. */
    @Test
    void a_business_date_that_has_not_come_is_for_a_local_database_only() throws Exception {
        assertEquals(0, night.run("expire-holds", "--date", "2099-01-01").exitCode());
        night.declare("production");
        List<String> before = night.everything();
        for (String command : List.of("expire-holds", "reconcile", "post")) {
            assertRefused(
                    2,
                    "--date 2099-01-01 is later than tomorrow, and this database is production:"
                            + " name a business date that has come",
                    night.run(command, "--date", "2099-01-01"));
        }
        assertEquals(before, night.everything());
        assertEquals(0, night.run("expire-holds", "--date", "2026-01-01").exitCode());
    }

    @Test
    void a_policy_is_applied_only_after_somebody_saw_what_it_changes() throws Exception {
        String[] apply = {"expire-holds", "--date", NightFolder.NIGHT, "--apply-policy", "3"};
        String told =
                "expire-holds: STEP_OUT_OF_ORDER: policy 3 had no dry run in the last 24 hours:"
                        + " add --dry-run first";
        assertRefused(1, told, night.run(apply));
        assertEquals(0, dryRun("1").exitCode(), "of another policy");
        assertRefused(1, told, night.run(apply));
        Answer dry = dryRun("3");
        assertEquals(0, dry.exitCode(), dry.err());
        assertTrue(dry.out().contains("0 holds under policy 3"), dry.out());
        night.execute("update clearing_steps set ended_at = ended_at - interval '25 hours'");
        assertRefused(1, told, night.run(apply));
        dryRun("3");
        assertEquals(0, night.run(apply).exitCode(), "then it is");
    }

    @Test
    void a_policy_nobody_knows_is_not_applied() {
        assertRefused(
                1,
                "expire-holds: CONFIGURATION_REFUSED: no server has decided by hold policy 77:"
                        + " start one with that file first",
                dryRun("77"));
        assertEquals(
                2,
                night.run("expire-holds", "--date", NightFolder.NIGHT, "--apply-policy", "new")
                        .exitCode());
    }

    private Answer dryRun(String policy) {
        return night.run(
                "expire-holds", "--date", NightFolder.NIGHT, "--apply-policy", policy, "--dry-run");
    }

    private static void assertRefused(int code, String told, Answer answer) {
        assertEquals(code, answer.exitCode(), answer.err());
        String last =
                answer.err().lines().filter(line -> line.contains(told)).findFirst().orElse("");
        assertTrue(last.startsWith(told), answer.err());
        assertTrue(!answer.err().contains("\tat "), answer.err());
    }
}
