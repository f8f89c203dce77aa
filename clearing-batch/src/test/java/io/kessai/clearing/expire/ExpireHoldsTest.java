package io.kessai.clearing.expire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostProgress;
import io.kessai.clearing.post.PostSettings;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds end after their last day, but for those that a record waits to be booked against. */
@Tag("database")
class ExpireHoldsTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 27);
    private static final LocalDate DAY_AFTER = LocalDate.of(2026, 11, 28);

    @Test
    void a_hold_lasts_to_the_end_of_its_last_day() throws SQLException {
        try (NightBooks books = new NightBooks(3)) {
            books.authorize(1, 5, 3, 1000);
            ExpireHolds expire = new ExpireHolds(books.batch());
            assertEquals(List.of(), expire.run(LAST_DAY, false, Pace.full()));
            List<String> before = books.content();
            List<ExpiryTotal> expected = List.of(new ExpiryTotal(392, 5, 5000));
            assertEquals(expected, expire.run(DAY_AFTER, true, Pace.full()));
            assertEquals(before, books.content(), "a dry run changes nothing");
            assertEquals(expected, expire.run(DAY_AFTER, false, Pace.full()));
            assertEquals(
                    List.of("1 expired 1000 expiry:2026-11-28 2026-11-28"),
                    books.rows(
                            """
                            select authorization_id, term, amount, message_key, transmitted_on
                            from hold_events where authorization_id = 1 and term = 'expired'\
                            """));
            assertEquals(
                    List.of("2 1 expired 1000 0 0 392"),
                    books.rows(
                            """
                            select account_id, authorization_id, kind, amount, remaining, booked, currency
                            from events where authorization_id = 1\
                            """));
            assertEquals(List.of("0", "0", "0"), books.rows("select held from accounts"));
            List<String> after = books.content();
            assertEquals(List.of(), expire.run(DAY_AFTER, false, Pace.full()));
            assertEquals(after, books.content(), "run again");
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void a_hold_raised_after_it_expired_expires_again_on_the_same_date() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 1, 1, 1000);
            ExpireHolds expire = new ExpireHolds(books.batch());
            expire.run(DAY_AFTER, false, Pace.full());
            books.run(
                    """
                    update authorizations set raised = 300;
                    insert into hold_events (authorization_id, amount, transmitted_on,
                        original_level, term, message_key)
                    values (1, 300, '2026-11-28', 1, 'raised', 'advice|1');
                    update accounts set held = 300
                    """);
            assertEquals(
                    List.of(new ExpiryTotal(392, 1, 300)),
                    expire.run(DAY_AFTER, false, Pace.full()));
            assertEquals(List.of(), expire.run(DAY_AFTER, false, Pace.full()));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void a_hold_matched_and_not_posted_is_left_to_post() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 3, 1, 1000);
            books.present(2, 2, 1, 400);
            books.run("update clearing_records set is_final = false");
            ExpireHolds expire = new ExpireHolds(books.batch());
            assertEquals(
                    List.of(new ExpiryTotal(392, 2, 2000)),
                    expire.run(DAY_AFTER, false, Pace.full()));
            new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                    .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            assertEquals(
                    List.of(new ExpiryTotal(392, 1, 600)),
                    expire.run(DAY_AFTER, false, Pace.full()));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void each_currency_has_its_total() throws SQLException {
        try (NightBooks books = new NightBooks(2)) {
            books.run("update accounts set currency = 840 where id = 2");
            books.authorize(1, 1201, 2, 10);
            books.run("update authorizations set currency = 840 where account_id = 2");
            assertEquals(
                    List.of(new ExpiryTotal(392, 600, 6000), new ExpiryTotal(840, 601, 6010)),
                    new ExpireHolds(books.batch()).run(DAY_AFTER, false, Pace.full()));
            assertEquals(List.of(), books.broken());
        }
    }
}
