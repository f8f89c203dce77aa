package io.kessai.clearing.report;

import static io.kessai.clearing.report.SmallNight.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.stepfunctions.StepFunctions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code status} says of a night that is half done, that is over, and of none at all. */
@Tag("database")
class StatusTest {
    private NightBooks books;

    @BeforeEach
    void open() throws SQLException {
        books = new NightBooks(2);
        SmallNight.prepare(books);
        books.run(
                """
                insert into clearing_runs (business_date, kind)
                values ('2026-11-21', 'nightly'), ('2026-11-21', 'post');
                insert into clearing_attempts (run_id, started_at, ended_at, status, started_by,
                    runner, why, failure)
                select id, '2026-11-21 15:00Z', '2026-11-21 15:00:02Z', 'failed', 'scheduler',
                    'host:1', '', 'CLEARING_FILE_NOT_FOUND: no file 7'
                from clearing_runs where kind = 'nightly';
                insert into clearing_steps (attempt_id, file_id, position, started_at, ended_at, step,
                    status, counters)
                select id, 1, 8, '2026-11-21 15:00Z', '2026-11-21 15:00:01.5Z', 'ingest', 'done',
                    '{"records": 8}'
                from clearing_attempts
                """);
    }

    @AfterEach
    void close() {
        books.close();
    }

    private Status status(LocalDate date) throws SQLException {
        try (Connection connection = books.batch().open()) {
            return Status.read(connection, date, new StepFunctions());
        }
    }

    @Test
    void runs_steps_files_and_what_waits_are_told_to_people_and_programs()
            throws SQLException, IOException {
        Golden.assertSame("status.txt", status(NIGHT).text());
        Golden.assertSame("status.json", status(NIGHT).json());
    }

    @Test
    void a_step_that_is_still_running_says_for_how_long_and_how_far_it_got() throws SQLException {
        books.run(
                """
                insert into clearing_attempts (run_id, started_at, status, started_by, runner, why)
                select id, now() - interval '90 seconds', 'running', 'ito', 'host:2', 'by hand'
                from clearing_runs where kind = 'post';
                insert into clearing_steps (attempt_id, file_id, position, started_at, step)
                select id, 1, 3, now() - interval '80 seconds', 'post'
                from clearing_attempts where started_by = 'ito'
                """);
        String text = status(NIGHT).text();
        assertLinesMatch(
                List.of(
                        ">> others >>",
                        " +post +2 +running +\\S+ +9\\d,\\d{3} +ito +host:2 +by hand",
                        ">> others >>",
                        " +post +2 +post +1 +running +3 +8\\d,\\d{3} +\\{}",
                        ">> others >>"),
                text.lines().toList());
    }

    @Test
    void what_is_booked_waits_no_more_and_what_people_must_decide_does() throws SQLException {
        SmallNight.post(books);
        String text = status(NIGHT).text();
        assertEquals(
                """
                What waits, of every date
                  what                  file  name                 count
                  exceptions to decide        no_authorization         1
                  exceptions to decide        over_tolerance           1
                  exceptions to decide        suspected_duplicate      1
                """,
                text.substring(text.indexOf("What waits")));
    }

    @Test
    void files_that_wait_stand_in_the_order_they_came_in() throws SQLException {
        books.run(
                """
                insert into clearing_files (id, size_bytes, business_date, name, network, status,
                    reason, detail, archive_key, digest)
                overriding system value
                select n, 8, '2026-11-22', 'file', '', 'received', '', '', '',
                    decode(lpad(n::text, 64, '0'), 'hex')
                from unnest(array[10, 21, 9, 30]) n
                """);
        assertLinesMatch(
                List.of(
                        ">> others >>",
                        " +records to book +1 .*",
                        " +file to ingest +9 .*",
                        " +file to ingest +10 .*",
                        " +file to ingest +21 .*",
                        " +file to ingest +30 .*"),
                status(NIGHT).text().lines().toList());
    }

    @Test
    void a_date_on_which_nothing_ran_says_so() throws SQLException {
        SmallNight.post(books);
        books.run("truncate clearing_exceptions cascade");
        assertEquals(
                """
                Runs: none

                Steps: none

                Executions of the state machine: none

                Files: none

                What waits, of every date: none
                """,
                status(NIGHT.plusDays(1)).text());
    }
}
