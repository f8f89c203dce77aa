package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.domain.clearing.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reconciled file becomes hold moves, balances, ledger and outcomes, each exactly once. */
@Tag("database")
class PostTest {

    private static final PostSettings SMALL_CHUNKS = new PostSettings(7, Duration.ofSeconds(2));

    @Test
    void a_matched_file_is_booked_against_its_holds() throws SQLException {
        try (NightBooks books = new NightBooks(3)) {
            books.authorize(1, 6, 3, 1000);
            books.present(1, 6, 3, 800);
            PostCounters counters =
                    new Post(books.batch(), SMALL_CHUNKS, NightBooks.NO_TOLERANCE)
                            .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            assertEquals(Map.of(Outcome.MATCHED, 6L), counters.outcomes());
            assertEquals(Map.of(), counters.exceptions());
            assertEquals(1, counters.transactions());
            assertEquals(
                    List.of("1 -1600 0", "2 -1600 0", "3 -1600 0"),
                    books.rows("select id, posted, held from accounts order by id"));
            assertEquals(
                    List.of("cleared 800 1 2026-11-21", "released 200 1 2026-11-21"),
                    books.rows(
                            """
                            select term, amount, original_level, transmitted_on from hold_events
                            where message_key = 'clearing:1:4' and authorization_id = 4
                            order by term\
                            """));
            assertEquals(
                    List.of(
                            "clearing 2026-11-21 matched cardholder debit 800 392 2 " + " null",
                            "clearing 2026-11-21 matched settlement credit 800 392 null"
                                    + " mastercard 2026-11-23"),
                    books.rows(
                            """
                            select t.kind, t.booked_on, t.reason, p.ledger_account, p.direction,
                                p.amount, p.currency, p.account_id, p.network, p.settlement_on
                            from ledger_transactions t
                            join ledger_postings p on p.transaction_id = t.id
                            where t.natural_key = 'clearing:1:4' order by p.line\
                            """));
            assertEquals(
                    List.of("matched 800 200 0"),
                    books.rows(
                            """
                            select outcome, cleared, released, over_cleared from clearing_outcomes
                            where number = 4\
                            """));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void watchers_are_told_what_was_cleared_and_what_released() throws SQLException {
        try (NightBooks books = new NightBooks(3)) {
            books.authorize(1, 6, 3, 1000);
            books.present(1, 6, 3, 800);
            new Post(books.batch(), SMALL_CHUNKS, NightBooks.NO_TOLERANCE)
                    .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            assertEquals(
                    List.of("cleared 800 200 -800", "released 200 0 0"),
                    books.rows(
                            """
                            select kind, amount, remaining, booked from events
                            where message_key = 'clearing:1:4' and authorization_id = 4
                            order by id\
                            """));
        }
    }

    @Test
    void a_file_that_is_not_accepted_is_not_booked() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.run("update clearing_files set status = 'refused', reason = 'unbalanced'");
            Post post = new Post(books.batch(), SMALL_CHUNKS, NightBooks.NO_TOLERANCE);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> post.run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full()));
        }
    }

    @Test
    void killed_after_any_chunk_and_run_again_the_books_are_the_same() throws SQLException {
        List<String> undisturbed;
        try (NightBooks books = mixed()) {
            post(books, Shard.WHOLE);
            undisturbed = books.content();
            post(books, Shard.WHOLE);
            assertEquals(undisturbed, books.content(), "run again");
        }
        try (NightBooks books = mixed()) {
            Post post = new Post(books.batch(), SMALL_CHUNKS, NightBooks.NO_TOLERANCE);
            int kills = 0;
            while (books.broken().stream().anyMatch(row -> row.startsWith("A6"))) {
                assertThrows(
                        IllegalStateException.class,
                        () -> post.run(1, Shard.WHOLE, KILLED_AT_ONCE, Pace.full()));
                kills++;
            }
            assertEquals(10, kills);
            assertEquals(0, post(books, Shard.WHOLE).records());
            assertEquals(undisturbed, books.content());
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void shards_book_together_what_one_runner_books() throws Exception {
        List<String> whole;
        try (NightBooks books = mixed()) {
            post(books, Shard.WHOLE);
            whole = books.content();
        }
        try (NightBooks books = mixed()) {
            List<PostCounters> counters = atOnce(books, new Shard(1, 2), new Shard(0, 2));
            assertEquals(whole, books.content());
            assertEquals(0, counters.stream().mapToLong(PostCounters::deadlocks).sum());
            assertTrue(counters.stream().allMatch(c -> c.records() > 0), counters::toString);
        }
    }

    @Test
    void of_two_runners_of_a_shard_each_record_has_one() throws Exception {
        List<String> undisturbed;
        try (NightBooks books = mixed()) {
            post(books, Shard.WHOLE);
            undisturbed = books.content();
        }
        try (NightBooks books = mixed()) {
            List<PostCounters> counters = atOnce(books, Shard.WHOLE, Shard.WHOLE);
            assertEquals(undisturbed, books.content());
            assertEquals(List.of(), books.broken());
            assertEquals(61, counters.stream().mapToLong(PostCounters::records).sum());
            assertEquals(0, counters.stream().mapToLong(PostCounters::deadlocks).sum());
        }
    }

    @Test
    void a_runner_waits_for_an_account_and_takes_the_hold_as_it_finds_it() throws Exception {
        try (NightBooks books = new NightBooks(1);
                Connection lane = books.superuser();
                Statement statement = lane.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            books.authorize(1, 1, 1, 1000);
            books.present(1, 1, 1, 800);
            lane.setAutoCommit(false);
            statement.execute("select id from accounts where id = 1 for no key update");
            Post post =
                    new Post(
                            books.batch(),
                            new PostSettings(7, Duration.ofMillis(100)),
                            NightBooks.NO_TOLERANCE);
            Future<PostCounters> run =
                    threads.submit(
                            () -> post.run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full()));
            Thread.sleep(500);
            statement.execute("update authorizations set reversed = 700 where id = 1");
            statement.execute(
                    """
                    insert into hold_events (authorization_id, amount, transmitted_on,
                        original_level, term, message_key)
                    values (1, 700, '2026-11-21', 1, 'reversed', 'reversal|1')\
                    """);
            statement.execute("update accounts set held = 300 where id = 1");
            lane.commit();
            PostCounters counters = run.get();
            assertTrue(counters.lockTimeouts() > 0, counters::toString);
            assertEquals(0, counters.deadlocks());
            assertEquals(
                    List.of("matched 300 0 500"),
                    books.rows(
                            "select outcome, cleared, released, over_cleared from"
                                    + " clearing_outcomes"));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void reversals_take_back_what_is_still_booked_within_a_chunk_and_across() throws SQLException {
        for (int chunk : new int[] {1, 100}) {
            try (NightBooks books = new NightBooks(1)) {
                books.authorize(1, 1, 1, 1000);
                books.present(1, 1, 1, 1000);
                books.records(2, 4, 400);
                books.run(
                        """
                        update clearing_records set direction = 'credit',
                            kind = 'presentment_reversal' where number > 1;
                        insert into clearing_matches (file_id, account_id, presentment_file,
                            presentment_number, difference, number, level, verdict, tolerance,
                            agreed)
                        select 1, 1, 1, 1, 0, i, 0, 'reversal', '', 'arn'
                        from generate_series(2, 4) i
                        """);
                new Post(
                                books.batch(),
                                new PostSettings(chunk, Duration.ofSeconds(2)),
                                NightBooks.NO_TOLERANCE)
                        .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
                assertEquals(List.of("0 0"), books.rows("select posted, held from accounts"));
                assertEquals(
                        List.of("4 reversal_excess 200 392"),
                        books.rows(
                                "select number, kind, amount, currency from clearing_exceptions"));
                assertEquals(List.of(), books.broken());
            }
        }
    }

    /** It would find nothing to take back, and the cardholder would stay charged. */
    @Test
    void a_reversal_is_not_posted_before_the_presentment_of_another_file() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 1, 1, 1000);
            books.present(1, 1, 1, 1000);
            books.run(
                    """
                    insert into clearing_files (id, size_bytes, business_date, name, network, status,
                        archive_key, digest)
                    overriding system value
                    values (2, 1, '2026-11-21', 'two', 'mastercard', 'accepted', '',
                        decode(repeat('01', 32), 'hex'));
                    create temporary table one as select * from clearing_records;
                    update one set file_id = 2, direction = 'credit', kind = 'presentment_reversal';
                    insert into clearing_records select * from one;
                    insert into clearing_matches (file_id, account_id, presentment_file,
                        presentment_number, difference, number, level, verdict, tolerance, agreed)
                    values (2, 1, 1, 1, 0, 1, 0, 'reversal', '', 'arn')
                    """);
            Post post = new Post(books.batch(), SMALL_CHUNKS, NightBooks.NO_TOLERANCE);
            OperatingException thrown =
                    assertThrows(
                            OperatingException.class,
                            () -> post.run(2, Shard.WHOLE, PostProgress.UNSEEN, Pace.full()));
            assertEquals(ErrorCode.STEP_OUT_OF_ORDER, thrown.code());
            assertEquals(
                    "file 2 reverses presentments of file 1, which are not posted: post file 1 first",
                    thrown.getMessage());
            assertThrows(
                    OperatingException.class,
                    () -> post.run(2, new Shard(1, 2), PostProgress.UNSEEN, Pace.full()));
            post.run(2, new Shard(0, 2), PostProgress.UNSEEN, Pace.full());
            post.run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            post.run(2, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            assertEquals(List.of("0 0"), books.rows("select posted, held from accounts"));
            assertEquals(List.of(), books.rows("select kind from clearing_exceptions"));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void the_last_of_several_clearings_releases_within_a_chunk_and_across() throws SQLException {
        for (int chunk : new int[] {1, 100}) {
            try (NightBooks books = new NightBooks(1)) {
                books.authorize(1, 1, 1, 1000);
                books.present(1, 3, 1, 300);
                books.run(
                        """
                        update clearing_matches set authorization_id = 1;
                        update clearing_records set sequence_number = number, sequence_count = 3
                        """);
                new Post(
                                books.batch(),
                                new PostSettings(chunk, Duration.ofSeconds(2)),
                                NightBooks.NO_TOLERANCE)
                        .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
                assertEquals(
                        List.of("300 0", "300 0", "300 100"),
                        books.rows(
                                "select cleared, released from clearing_outcomes order by number"));
                assertEquals(List.of(), books.broken());
            }
        }
    }

    @Test
    void what_is_more_than_usual_is_asked_with_the_authorized_amount() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 3, 1, 1000);
            books.present(1, 3, 1, 1200);
            books.run(
                    """
                    update clearing_matches set tolerance = 'gratuity',
                        difference = case number when 1 then 200 when 2 then 201 else -5 end\
                    """);
            List<String> asked = new ArrayList<>();
            Post post =
                    new Post(
                            books.batch(),
                            SMALL_CHUNKS,
                            (word, difference, authorized, currency) -> {
                                asked.add(
                                        "%s %d of %d in %d"
                                                .formatted(word, difference, authorized, currency));
                                return difference > 200;
                            });
            post.run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            assertEquals(
                    List.of("gratuity 200 of 1000 in 392", "gratuity 201 of 999 in 392"), asked);
            assertEquals(
                    List.of("2 over_tolerance"),
                    books.rows("select number, kind from clearing_exceptions"));
        }
    }

    private static final PostProgress KILLED_AT_ONCE =
            records -> {
                throw new IllegalStateException("killed");
            };

    /** 40 matched, 10 without authorization, 6 of unknown cards and 5 that move no money. */
    private static NightBooks mixed() throws SQLException {
        NightBooks books = new NightBooks(8);
        books.authorize(1, 40, 8, 1000);
        books.present(1, 40, 8, 900);
        books.records(41, 61, 700);
        books.run(
                """
                insert into clearing_matches (file_id, account_id, difference, number, level,
                    verdict, tolerance, agreed)
                select 1, case when i <= 50 then 1 + i % 8 end, 0, i, 0,
                    case when i <= 50 then 'unmatched' else 'unknown_card' end, '', ''
                from generate_series(41, 56) i;
                update clearing_records set kind = 'non_financial' where number > 56
                """);
        return books;
    }

    private static PostCounters post(NightBooks books, Shard shard) throws SQLException {
        return new Post(books.batch(), SMALL_CHUNKS, NightBooks.NO_TOLERANCE)
                .run(1, shard, PostProgress.UNSEEN, Pace.full());
    }

    private static List<PostCounters> atOnce(NightBooks books, Shard... shards) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(shards.length)) {
            List<Callable<PostCounters>> runs =
                    Stream.of(shards)
                            .map(s -> (Callable<PostCounters>) () -> post(books, s))
                            .toList();
            List<PostCounters> counters = new ArrayList<>();
            for (Future<PostCounters> run : threads.invokeAll(runs)) {
                counters.add(run.get());
            }
            return counters;
        }
    }
}
