package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A late link gives the hold back and books nothing. */
@Tag("database")
class LateLinksTest {

    private static final LocalDate LATER = LocalDate.of(2026, 11, 23);

    @Test
    void the_hold_of_a_forced_post_is_given_back_once() throws SQLException {
        try (NightBooks books = new NightBooks(3)) {
            books.authorize(1, 6, 3, 1000);
            books.present(1, 6, 3, 1000);
            books.run("update clearing_matches set authorization_id = null, verdict = 'unmatched'");
            new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                    .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            List<String> ledger = books.rows("select * from ledger_postings order by 1, 4");
            List<LateLink> links =
                    List.of(
                            new LateLink(1, 4, 4, 2, "approval_code"),
                            new LateLink(1, 5, 4, 2, "approval_code"),
                            new LateLink(1, 6, 6, 3, "rrn"));
            LateLinks late =
                    new LateLinks(books.batch(), new PostSettings(1, Duration.ofSeconds(2)));
            assertEquals(3, late.apply(links, LATER));
            List<String> content = books.content();
            assertEquals(0, late.apply(links, LATER));
            assertEquals(content, books.content());
            assertEquals(ledger, books.rows("select * from ledger_postings order by 1, 4"));
            assertEquals(
                    List.of("4 4 1000 2", "5 4 0 2", "6 6 1000 3"),
                    books.rows(
                            """
                            select number, authorization_id, released, level
                            from clearing_late_links order by number\
                            """));
            assertEquals(
                    List.of("4 late:1:4 2 2026-11-23", "6 late:1:6 3 2026-11-23"),
                    books.rows(
                            """
                            select authorization_id, message_key, original_level, transmitted_on
                            from hold_events where term = 'released' order by 1\
                            """));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void two_links_to_one_hold_in_a_transaction_release_it_once() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 2, 1, 1000);
            books.present(1, 2, 1, 1000);
            books.run("update clearing_matches set authorization_id = null, verdict = 'unmatched'");
            new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                    .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            LateLinks late = new LateLinks(books.batch(), PostSettings.DEFAULT);
            assertEquals(
                    2,
                    late.apply(
                            List.of(new LateLink(1, 1, 1, 1, ""), new LateLink(1, 2, 1, 1, "")),
                            LATER));
            assertEquals(List.of("1000"), books.rows("select held from accounts"));
            assertEquals(List.of(), books.broken());
        }
    }

    @Test
    void an_authorization_that_is_not_there_is_refused() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            LateLinks late = new LateLinks(books.batch(), PostSettings.DEFAULT);
            assertThrows(
                    IllegalStateException.class,
                    () -> late.apply(List.of(new LateLink(1, 1, 77, 1, "")), LATER));
        }
    }
}
