package io.kessai.clearing.exceptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostProgress;
import io.kessai.clearing.post.PostSettings;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Makers and checkers of the exceptions of {@link FourPurchases}. */
@Tag("database")
class ResolutionsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @SuppressWarnings("NullAway.Init")
    private NightBooks books;

    @BeforeEach
    void post() throws SQLException {
        books = FourPurchases.posted();
    }

    @AfterEach
    void close() throws SQLException {
        assertEquals(List.of(), books.broken());
        books.close();
    }

    @Test
    void the_checkers_approval_moves_the_money_and_not_the_makers_wish() throws SQLException {
        long exception = exception("unknown_card");
        List<String> before = books.content();
        propose(exception, Action.POST, 0, 2);
        assertEquals(before, books.content());
        approve(exception, "checker");
        assertEquals(
                List.of("1 credit suspense 1000 null", "2 debit cardholder 1000 2"), corrections());
        assertEquals(
                List.of("1 -2000", "2 -1000"),
                books.rows("select id, posted from accounts order by id"));
        assertEquals(
                List.of("resolution 2026-11-24 resolution:1 post"),
                books.rows(
                        """
                        select kind, booked_on, natural_key, reason from ledger_transactions
                        where kind = 'resolution'\
                        """));
    }

    @Test
    void nobody_checks_what_they_proposed() throws SQLException {
        long exception = exception("duplicate");
        propose(exception, Action.WRITE_OFF, 0, 0);
        List<String> before = everything();
        assertRefused(ErrorCode.SECOND_PERSON_NEEDED, () -> approve(exception, "maker"));
        assertEquals(before, everything());
        SQLException refused =
                assertThrows(
                        SQLException.class,
                        () ->
                                books.run(
                                        """
                                        insert into clearing_checks (resolution_id, exception_id,
                                            maker, checker, verdict, why)
                                        values (1, %d, 'maker', 'maker', 'refused', 'x')
                                        """
                                                .formatted(exception)));
        assertTrue(String.valueOf(refused.getMessage()).contains("clearing_checks_by_two_people"));
    }

    @Test
    void doing_it_twice_changes_nothing_and_says_so() throws SQLException {
        long exception = exception("duplicate");
        assertRefused(ErrorCode.STEP_OUT_OF_ORDER, () -> approve(exception, "checker"));
        propose(exception, Action.WRITE_OFF, 0, 0);
        List<String> proposed = everything();
        assertRefused(
                ErrorCode.CLEARING_EXCEPTION_CLOSED, () -> propose(exception, Action.REJECT, 0, 0));
        assertEquals(proposed, everything());
        approve(exception, "checker");
        List<String> approved = everything();
        assertRefused(ErrorCode.CLEARING_EXCEPTION_CLOSED, () -> approve(exception, "checker"));
        assertRefused(
                ErrorCode.CLEARING_EXCEPTION_CLOSED, () -> propose(exception, Action.ACCEPT, 0, 0));
        assertEquals(approved, everything());
    }

    @Test
    void what_was_refused_moves_nothing_and_may_be_proposed_otherwise() throws SQLException {
        long exception = exception("duplicate");
        propose(exception, Action.WRITE_OFF, 0, 0);
        verdicts().decide(exception, Verdict.REFUSED, "checker", "no", DAY);
        assertEquals(List.of(), corrections());
        assertRefused(ErrorCode.STEP_OUT_OF_ORDER, () -> approve(exception, "checker"));
        propose(exception, Action.REJECT, 0, 0);
        approve(exception, "checker");
        assertEquals(
                List.of("1 credit suspense 1000 null", "2 debit dispute 1000 null"), corrections());
    }

    @Test
    void the_database_keeps_two_makers_from_both_being_approved() throws SQLException {
        long exception = exception("duplicate");
        propose(exception, Action.WRITE_OFF, 0, 0);
        SQLException second =
                assertThrows(SQLException.class, () -> insertResolution(exception, "null"));
        assertTrue(
                String.valueOf(second.getMessage()).contains("clearing_resolutions_one_at_a_time"));
        SQLException follower =
                assertThrows(SQLException.class, () -> insertResolution(exception, "1"));
        assertTrue(
                String.valueOf(follower.getMessage())
                        .contains("clearing_resolutions_follows_refused"));
    }

    @Test
    void many_at_once_book_one_correction() throws Exception {
        long exception = exception("duplicate");
        propose(exception, Action.WRITE_OFF, 0, 0);
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> checkers =
                    List.of(
                            () -> isApproved(exception, "a"),
                            () -> isApproved(exception, "b"),
                            () -> isApproved(exception, "c"),
                            () -> isApproved(exception, "d"));
            int approved = 0;
            for (Future<Boolean> checker : people.invokeAll(checkers)) {
                approved += checker.get() ? 1 : 0;
            }
            assertEquals(1, approved);
        }
        assertEquals(2, corrections().size());
    }

    @Test
    void two_exceptions_of_one_record_move_its_money_once() throws SQLException {
        long first = exception("no_authorization");
        books.run(
                """
                insert into clearing_exceptions (file_id, business_date, number, account_id, amount,
                    currency, kind, detail)
                select file_id, business_date, number, account_id, amount, currency,
                    'suspected_duplicate', '' from clearing_exceptions where id = %d
                """
                        .formatted(first));
        long second = exception("suspected_duplicate");
        propose(first, Action.WRITE_OFF, 0, 0);
        propose(second, Action.REJECT, 0, 0);
        approve(first, "checker");
        assertRefused(ErrorCode.REQUEST_INVALID, () -> approve(second, "checker"));
        assertEquals(
                List.of("1 credit cardholder 1000 1", "2 debit write_off 1000 null"),
                corrections());
        assertEquals(List.of("-1000"), books.rows("select posted from accounts where id = 1"));
    }

    @Test
    void what_was_written_off_is_not_given_back_by_a_later_reversal() throws SQLException {
        long exception = exception("no_authorization");
        propose(exception, Action.WRITE_OFF, 0, 0);
        approve(exception, "checker");
        books.records(5, 5, 1000);
        books.run(
                """
                update clearing_records
                set direction = 'credit', kind = 'presentment_reversal' where number = 5;
                insert into clearing_matches (file_id, account_id, presentment_file,
                    presentment_number, difference, number, level, verdict, tolerance, agreed)
                values (1, 1, 1, 2, 0, 5, 0, 'reversal', '', '')
                """);
        new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
        assertEquals(List.of("-1000"), books.rows("select posted from accounts where id = 1"));
        assertEquals(
                List.of("1000"),
                books.rows(
                        "select amount from clearing_exceptions where kind = 'reversal_excess'"));
    }

    @Test
    void a_link_gives_the_hold_back_at_once_and_books_nothing() throws SQLException {
        long exception = exception("no_authorization");
        List<String> ledger = books.rows("select * from ledger_postings order by 1, 4");
        propose(exception, Action.LINK, 9, 0);
        assertEquals(ledger, books.rows("select * from ledger_postings order by 1, 4"));
        assertEquals(
                List.of("9 1000 0"),
                books.rows("select id, released, remaining from authorizations where id = 9"));
        assertEquals(List.of("0"), books.rows("select held from accounts where id = 1"));
        assertRefused(
                ErrorCode.CLEARING_EXCEPTION_CLOSED, () -> propose(exception, Action.LINK, 9, 0));
    }

    @Test
    void what_does_not_fit_is_refused_and_changes_nothing() throws SQLException {
        List<String> before = everything();
        long forced = exception("no_authorization");
        long unknown = exception("unknown_card");
        assertRefused(ErrorCode.REQUEST_INVALID, () -> propose(unknown, Action.LINK, 9, 0));
        assertRefused(ErrorCode.REQUEST_INVALID, () -> propose(forced, Action.POST, 0, 2));
        assertRefused(ErrorCode.ACCOUNT_NOT_FOUND, () -> propose(unknown, Action.POST, 0, 77));
        assertRefused(ErrorCode.AUTHORIZATION_NOT_FOUND, () -> propose(forced, Action.LINK, 77, 0));
        assertRefused(
                ErrorCode.CLEARING_EXCEPTION_NOT_FOUND, () -> propose(99, Action.ACCEPT, 0, 0));
        books.run("update accounts set currency = 840 where id = 2");
        assertRefused(ErrorCode.CURRENCY_MISMATCH, () -> propose(unknown, Action.POST, 0, 2));
        assertEquals(before, everything());
    }

    @Test
    void the_view_shows_what_agrees_and_what_differs() throws SQLException {
        books.run("update clearing_records set merchant = 'SHOP' where number = 2");
        books.run("update authorizations set merchant = 'OTHER', amount = 900 where id = 9");
        books.run("update cards set pan_token = decode(repeat('0f', 16), 'hex') where id = 2");
        books.run(
                """
                update clearing_records
                set pan_token = (select pan_token from cards where id = 1), pan_masked = '999900******0000'
                where number = 2\
                """);
        try (var connection = books.batch().open()) {
            String page =
                    Rendering.pages(
                            new ExceptionViews(connection).show(exception("no_authorization")));
            assertTrue(page.contains("999900******0000"), page);
            assertTrue(page.contains("card,amount,date"), page);
            assertTrue(page.contains("amount 1000 392/900 392, merchant SHOP/OTHER"), page);
        }
    }

    private void insertResolution(long exception, String follows) throws SQLException {
        books.run(
                """
                insert into clearing_resolutions (exception_id, follows, moves_money, action, maker, why)
                values (%d, %s, true, 'reject', 'other', 'x')
                """
                        .formatted(exception, follows));
    }

    private boolean isApproved(long exception, String checker) throws SQLException {
        try {
            approve(exception, checker);
            return true;
        } catch (OperatingException e) {
            assertEquals(ErrorCode.CLEARING_EXCEPTION_CLOSED, e.code());
            return false;
        }
    }

    private long propose(long exception, Action action, long authorization, long account)
            throws SQLException {
        return new Resolutions(books.batch())
                .propose(
                        new Resolution(exception, action, authorization, account, "maker", "seen"),
                        DAY);
    }

    private void approve(long exception, String checker) throws SQLException {
        verdicts().decide(exception, Verdict.APPROVED, checker, "seen too", DAY);
    }

    private Verdicts verdicts() {
        return new Verdicts(books.batch());
    }

    private long exception(String kind) throws SQLException {
        return Long.parseLong(
                books.rows("select id from clearing_exceptions where kind = '" + kind + "'")
                        .getFirst());
    }

    private List<String> corrections() throws SQLException {
        return books.rows(
                """
                select p.line, p.direction, p.ledger_account, p.amount, p.account_id
                from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
                where t.kind = 'resolution' order by t.id, p.line\
                """);
    }

    private List<String> everything() throws SQLException {
        List<String> content = books.content();
        content.addAll(books.rows("select * from clearing_resolutions order by id"));
        content.addAll(books.rows("select * from clearing_checks order by resolution_id"));
        return content;
    }

    private static void assertRefused(
            ErrorCode code, org.junit.jupiter.api.function.Executable done) {
        assertEquals(code, assertThrows(OperatingException.class, done).code());
    }
}
