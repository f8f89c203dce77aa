package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Purchases that look alike are shown to people, once, and stay booked. */
@Tag("database")
class SuspectedDuplicatesTest {

    private static final String ALIKE =
            "update clearing_records set pan_token = decode(repeat('11', 16), 'hex'), merchant ="
                    + " 'M'";

    @Test
    void alike_and_not_authorized_each_is_suspicious() throws SQLException {
        try (NightBooks books = posted("where number <> 1")) {
            SuspectedDuplicates suspected = new SuspectedDuplicates(books.batch());
            List<String> booked = books.rows("select posted, held from accounts");
            assertEquals(2, suspected.run(1));
            assertEquals(0, suspected.run(1));
            assertEquals(
                    List.of(
                            "2 1 900 392 same card, merchant, amount and day as record 1",
                            "3 1 900 392 same card, merchant, amount and day as record 1"),
                    books.rows(
                            """
                            select number, account_id, amount, currency, detail
                            from clearing_exceptions where kind = 'suspected_duplicate'
                            order by number\
                            """));
            assertEquals(booked, books.rows("select posted, held from accounts"));
        }
    }

    @Test
    void what_a_single_message_posted_after_it_is_suspicious_once() throws SQLException {
        try (NightBooks books = posted("where number = 2")) {
            SuspectedDuplicates suspected = new SuspectedDuplicates(books.batch());
            List<LateLink> posted = List.of(new LateLink(1, 2, 2, 1, "approval_code"));
            assertEquals(1, suspected.late(posted, LocalDate.of(2026, 11, 22)));
            assertEquals(0, suspected.late(posted, LocalDate.of(2026, 11, 23)));
            assertEquals(
                    List.of(
                            "2026-11-22 2 1 900 392 a single message that came later has posted it too"),
                    books.rows(
                            """
                            select business_date, number, account_id, amount, currency, detail
                            from clearing_exceptions where kind = 'suspected_duplicate'\
                            """));
        }
    }

    @Test
    void two_coffees_that_were_each_authorized_are_two_coffees() throws SQLException {
        try (NightBooks books = posted("where false")) {
            assertEquals(0, new SuspectedDuplicates(books.batch()).run(1));
        }
    }

    @Test
    void another_day_amount_merchant_card_or_the_same_reference_is_not_alike() throws SQLException {
        for (String other :
                List.of(
                        "transacted_at = transacted_at + number * interval '1 day'",
                        "transaction_amount = number",
                        "merchant = 'M' || number",
                        "pan_token = decode(lpad(to_hex(number), 32, '0'), 'hex')",
                        "sequence_count = 3",
                        "is_final = false",
                        "arn = 'A'")) {
            try (NightBooks books = posted("where number <> 1")) {
                books.run("update clearing_records set " + other);
                assertEquals(0, new SuspectedDuplicates(books.batch()).run(1), other);
            }
        }
    }

    /** Three alike, those that {@code unmatched} selects without an authorization. */
    private static NightBooks posted(String unmatched) throws SQLException {
        NightBooks books = new NightBooks(1);
        books.authorize(1, 3, 1, 1000);
        books.present(1, 3, 1, 900);
        books.run(ALIKE);
        books.run(
                "update clearing_matches set authorization_id = null, verdict = 'unmatched' "
                        + unmatched);
        new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
        return books;
    }
}
