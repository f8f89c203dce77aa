package io.kessai.clearing.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBooks;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class AttemptTest {
    private static final StepSubject SUBJECT = StepSubject.of(StepName.RECEIVE);

    private final ClearingBooks books = new ClearingBooks();

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    @Test
    void a_step_that_is_done_leaves_its_counters() throws SQLException {
        books.step(StepName.RECEIVE, _ -> new Counters().add("received", 2));
        assertEquals(
                List.of("receive 2026-11-21 done done {\"received\": 2}"),
                books.rows(
                        """
                        select r.kind, r.business_date, a.status, s.status, s.counters
                        from clearing_steps s
                        join clearing_attempts a on a.id = s.attempt_id
                        join clearing_runs r on r.id = a.run_id
                        """));
    }

    @Test
    void a_step_that_fails_leaves_why_and_a_second_attempt_is_of_the_same_run()
            throws SQLException {
        assertThrows(
                IllegalStateException.class,
                () ->
                        books.step(
                                StepName.RECEIVE,
                                _ -> {
                                    throw new IllegalStateException("why\n  Detail: a row");
                                }));
        books.step(StepName.RECEIVE, _ -> new Counters());
        assertEquals(
                List.of("failed why failed why", "done  done "),
                books.rows(
                        """
                        select a.status, a.failure, s.status, s.failure
                        from clearing_attempts a
                        join clearing_steps s on s.attempt_id = a.id
                        order by a.id
                        """));
        assertEquals(List.of("1"), books.rows("select count(*) from clearing_runs"));
    }

    @Test
    void a_step_that_another_session_does_is_refused_in_one_line_naming_it() throws SQLException {
        try (StepLock _ = take(StepSubject.of(StepName.RECEIVE))) {
            OperatingException thrown =
                    assertThrows(
                            OperatingException.class,
                            () -> books.step(StepName.RECEIVE, _ -> new Counters()));
            assertEquals(ErrorCode.STEP_RUNNING, thrown.code());
            String message = String.valueOf(thrown.getMessage());
            assertEquals(1, message.lines().count());
            assertTrue(
                    message.matches(
                            "receive is being done by kessai receive on \\S+:\\d+ \\(session \\d+,"
                                    + " since [0-9:]+ UTC\\): wait for it, or use --wait SECONDS"),
                    message);
        }
        assertEquals(1, books.step(StepName.RECEIVE, _ -> new Counters().add("x", 1)).get("x"));
    }

    @Test
    void whoever_is_patient_gets_the_step_when_the_session_of_the_other_ends() throws Exception {
        StepLock held = take(SUBJECT);
        Thread other =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(600);
                                        held.close();
                                    } catch (InterruptedException | SQLException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        Invocation patient =
                new Invocation("test", "", "", Duration.ofSeconds(20), ProgressLine.silent());
        try (Attempt attempt =
                Attempt.begin(books.database(), "receive", ClearingBooks.NIGHT, patient)) {
            attempt.step(SUBJECT, _ -> new Counters());
        }
        other.join();
    }

    @Test
    void shards_of_a_file_do_not_exclude_each_other() throws SQLException {
        StepSubject first = StepSubject.of(StepName.POST, 7, new Shard(0, 2));
        StepSubject second = StepSubject.of(StepName.POST, 7, new Shard(1, 2));
        try (StepLock _ = take(first);
                StepLock _ = take(second)) {
            assertEquals("post of file 7 shard 0/2", first.lockName());
        }
    }

    @Test
    void all_of_a_file_and_a_shard_of_it_exclude_each_other() throws SQLException {
        StepSubject whole = StepSubject.of(StepName.POST, 7);
        StepSubject shard = StepSubject.of(StepName.POST, 7, new Shard(1, 2));
        for (List<StepSubject> pair : List.of(List.of(whole, shard), List.of(shard, whole))) {
            try (StepLock _ = take(pair.getFirst())) {
                OperatingException thrown =
                        assertThrows(OperatingException.class, () -> take(pair.getLast()).close());
                assertEquals(ErrorCode.STEP_RUNNING, thrown.code());
                assertTrue(
                        String.valueOf(thrown.getMessage())
                                .startsWith(
                                        "post of file 7 is being done by kessai post of file 7"),
                        thrown.getMessage());
            }
            take(pair.getLast()).close();
        }
    }

    /** Else a record that two files have is a duplicate in neither, and is booked twice. */
    @Test
    void two_files_are_not_reconciled_at_once_but_shards_of_one_are() throws SQLException {
        StepSubject first = StepSubject.of(StepName.RECONCILE, 7, new Shard(0, 2));
        StepSubject second = StepSubject.of(StepName.RECONCILE, 7, new Shard(1, 2));
        StepSubject other = StepSubject.of(StepName.RECONCILE, 8);
        try (StepLock _ = take(first);
                StepLock _ = take(second)) {
            OperatingException thrown =
                    assertThrows(OperatingException.class, () -> take(other).close());
            assertEquals(ErrorCode.STEP_RUNNING, thrown.code());
            String message = String.valueOf(thrown.getMessage());
            assertTrue(
                    message.startsWith(
                            "reconcile of file 8 comes after another file, which is being done by"
                                    + " kessai reconcile of file 7 shard "),
                    message);
            assertEquals(1, message.lines().count());
        }
        try (StepLock _ = take(other)) {
            assertThrows(OperatingException.class, () -> take(first).close());
        }
        take(first).close();
    }

    @Test
    void shards_of_different_counts_exclude_each_other_whoever_comes_first() throws SQLException {
        StepSubject half = StepSubject.of(StepName.POST, 7, new Shard(0, 2));
        StepSubject otherHalf = StepSubject.of(StepName.POST, 7, new Shard(1, 2));
        StepSubject third = StepSubject.of(StepName.POST, 7, new Shard(2, 3));
        try (StepLock _ = take(half)) {
            OperatingException thrown =
                    assertThrows(OperatingException.class, () -> take(third).close());
            assertEquals(ErrorCode.STEP_RUNNING, thrown.code());
            String message = String.valueOf(thrown.getMessage());
            assertTrue(
                    message.matches(
                            "post of file 7 is being done by kessai post of file 7 shard 0/2 on"
                                    + " \\S+:\\d+ \\(session .*\\): wait for it, or use --wait SECONDS"),
                    message);
            take(otherHalf).close();
        }
        try (StepLock _ = take(third)) {
            assertThrows(OperatingException.class, () -> take(half).close());
            take(StepSubject.of(StepName.POST, 8, new Shard(0, 2))).close();
            take(StepSubject.of(StepName.RECONCILE, 7, new Shard(0, 2))).close();
        }
        take(half).close();
    }

    @RepeatedTest(5)
    void of_two_counts_that_begin_together_one_gets_the_file() throws Exception {
        List<StepSubject> parts =
                IntStream.rangeClosed(2, 5)
                        .mapToObj(count -> StepSubject.of(StepName.POST, 7, new Shard(0, count)))
                        .toList();
        CountDownLatch allTried = new CountDownLatch(parts.size());
        try (ExecutorService runners = Executors.newFixedThreadPool(parts.size())) {
            List<Callable<Boolean>> all = new ArrayList<>();
            parts.forEach(part -> all.add(() -> isTaken(part, allTried)));
            long taken = 0;
            for (Future<Boolean> one : runners.invokeAll(all)) {
                taken += one.get() ? 1 : 0;
            }
            assertEquals(1, taken);
        }
    }

    /** Keeps what it got until all others have tried. */
    private boolean isTaken(StepSubject part, CountDownLatch allTried) throws Exception {
        try (StepLock _ = take(part)) {
            allTried.countDown();
            allTried.await();
            return true;
        } catch (OperatingException refused) {
            assertEquals(ErrorCode.STEP_RUNNING, refused.code());
            allTried.countDown();
            return false;
        }
    }

    private StepLock take(StepSubject subject) throws SQLException {
        return StepLock.take(books.database(), subject, Duration.ZERO);
    }

    @Test
    void a_shard_is_written_i_of_n() {
        assertEquals(new Shard(1, 4), Shard.parse("1/4"));
        for (String wrong : List.of("4/4", "1", "a/b", "0/0", "0/1001", "-1/4")) {
            assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong), wrong);
        }
    }
}
