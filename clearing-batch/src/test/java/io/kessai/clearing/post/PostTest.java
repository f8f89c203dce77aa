package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.clearing.run.Shard;
import io.kessai.domain.clearing.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
                    new Post(books.batch(), SMALL_CHUNKS).run(1, Shard.WHOLE, PostProgress.UNSEEN);
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
    void a_file_that_is_not_accepted_is_not_booked() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.run("update clearing_files set status = 'refused', reason = 'unbalanced'");
            Post post = new Post(books.batch(), SMALL_CHUNKS);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> post.run(1, Shard.WHOLE, PostProgress.UNSEEN));
        }
    }
}
