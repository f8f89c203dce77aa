package io.kessai.local.network.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.DayAuthorization;
import io.kessai.local.network.DayAuthorization.State;
import io.kessai.local.network.Kind;
import io.kessai.local.network.Request;
import io.kessai.local.network.clearing.ClearingBooks.Balance;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of the networks' books, worked out by hand. */
class ClearingBooksTest {
    private static final int ACCOUNT = 7;
    private static final ClearingItem.Part MORE = new ClearingItem.Part(1, 2, false);
    private static final ClearingItem.Part LAST = new ClearingItem.Part(2, 2, true);

    private final ClearingBooks books = new ClearingBooks();

    /** One record against one authorization of 1000 that holds 1000. */
    @ParameterizedTest
    @CsvSource({
        // case,                     amount, final, state,    outcome, posted, held, exception
        "what was authorized,          1000, true,  APPROVED, MATCHED, -1000, 0, ''",
        "less,                          600, true,  APPROVED, MATCHED_WITH_DIFFERENCE, -600, 0, ''",
        "less and more announced,       400, false, APPROVED, MATCHED, -400, 600, ''",
        "all and more announced,       1000, false, APPROVED, MATCHED, -1000, 0, ''",
        "a tip,                        1100, true,  APPROVED, MATCHED_WITH_DIFFERENCE, -1100, 0, ''",
        "half as much again,           1500, true,  APPROVED, MATCHED_WITH_DIFFERENCE, -1500, 0, ''",
        "more than that,               1501, true,  APPROVED, MATCHED_WITH_DIFFERENCE, -1501, 0,"
                + " OVER_TOLERANCE",
        "declined before,              1000, true,  DECLINED, FORCE_POSTED, -1000, 0,"
                + " DECLINED_AUTH",
    })
    void a_presentment_takes_its_amount(
            String name,
            long amount,
            boolean isFinal,
            State state,
            Outcome outcome,
            long posted,
            long held,
            String exception) {
        DayAuthorization authorization = authorization(state, 1000, 1000);
        books.hold(authorization);
        ClearingItem item = debit(amount).with(isFinal ? ClearingItem.Part.ONLY : MORE);
        Entry entry = books.enter(item, new Meaning.Clears(authorization));
        assertEquals(outcome, entry.outcome(), name);
        assertEquals(posted, entry.posted(), name);
        assertEquals(kinds(exception), entry.exceptions(), name);
        assertEquals(new Balance(posted, held), balance(), name);
    }

    @Test
    void what_was_reversed_before_is_compared_with_what_it_was_and_shown_to_people() {
        DayAuthorization authorization = authorization(State.REVERSED, 1000, 0);
        books.hold(authorization);
        assertEquals(
                new Entry(Outcome.MATCHED, -1000, 0, Set.of(ExceptionKind.REVERSED_AUTH)),
                books.enter(debit(1000), new Meaning.Clears(authorization)));
    }

    @Test
    void parts_use_the_hold_up_and_the_last_closes_it() {
        DayAuthorization authorization = authorization(State.APPROVED, 1000, 1000);
        books.hold(authorization);
        Meaning clears = new Meaning.Clears(authorization);
        assertEquals(
                new Entry(Outcome.MATCHED, -500, -500, Set.of()),
                books.enter(debit(500).with(MORE), clears));
        assertEquals(
                new Entry(Outcome.MATCHED, -500, -500, Set.of()),
                books.enter(debit(500).with(LAST), clears));
        assertEquals(new Balance(-1000, 0), balance());
    }

    @Test
    void parts_that_come_short_differ_in_the_last() {
        DayAuthorization authorization = authorization(State.APPROVED, 1000, 1000);
        books.hold(authorization);
        Meaning clears = new Meaning.Clears(authorization);
        books.enter(debit(500).with(MORE), clears);
        assertEquals(
                new Entry(Outcome.MATCHED_WITH_DIFFERENCE, -400, -500, Set.of()),
                books.enter(debit(400).with(LAST), clears));
        assertEquals(new Balance(-900, 0), balance());
    }

    @Test
    void abroad_the_amount_is_compared_and_the_billed_one_is_posted() {
        DayAuthorization authorization = authorization(State.APPROVED, 1000, 2000);
        books.hold(authorization);
        ClearingItem item =
                debit(1000).with(new ClearingItem.Sums(1000, "978", 2060, "392", 1000, "978"));
        assertEquals(
                new Entry(Outcome.MATCHED, -2060, -2000, Set.of()),
                books.enter(item, new Meaning.Clears(authorization)));
    }

    @ParameterizedTest
    @CsvSource({
        // reversed, posted back, exception
        "1000, 1000, ''",
        " 500,  500, ''",
        "1250, 1000, REVERSAL_EXCESS",
    })
    void a_reversal_gives_back_what_is_booked(long reversed, long back, String exception) {
        DayAuthorization authorization = authorization(State.APPROVED, 1000, 1000);
        books.hold(authorization);
        books.enter(debit(1000), new Meaning.Clears(authorization));
        Entry entry = books.enter(debit(reversed).reversed(), new Meaning.TakesBack());
        assertEquals(Outcome.REVERSAL_POSTED, entry.outcome());
        assertEquals(kinds(exception), entry.exceptions());
        assertEquals(new Balance(back - 1000, 0), balance());
    }

    @Test
    void what_is_presented_again_after_a_reversal_matches_again() {
        DayAuthorization authorization = authorization(State.APPROVED, 1000, 1000);
        books.hold(authorization);
        Meaning clears = new Meaning.Clears(authorization);
        books.enter(debit(1000), clears);
        books.enter(debit(1000).reversed(), new Meaning.TakesBack());
        assertEquals(
                new Entry(Outcome.MATCHED, -1000, 0, Set.of()), books.enter(debit(1000), clears));
        assertEquals(new Balance(-1000, 0), balance());
    }

    @Test
    void without_an_authorization_a_debit_is_forced_and_a_credit_is_usual() {
        assertEquals(
                new Entry(Outcome.FORCE_POSTED, -300, 0, Set.of(ExceptionKind.NO_AUTHORIZATION)),
                books.enter(debit(300), new Meaning.Unauthorized()));
        assertEquals(
                new Entry(Outcome.CREDIT_POSTED, 200, 0, Set.of()),
                books.enter(item(200, Direction.CREDIT), new Meaning.Unauthorized()));
        assertEquals(new Balance(-100, 0), balance());
    }

    @Test
    void a_reversal_of_nothing_is_booked_and_shown_to_people() {
        assertEquals(
                new Entry(
                        Outcome.REVERSAL_UNMATCHED,
                        300,
                        0,
                        Set.of(ExceptionKind.REVERSAL_UNMATCHED)),
                books.enter(debit(300).reversed(), new Meaning.TakesBackNothing()));
    }

    @Test
    void what_stands_apart_moves_no_account() {
        books.open(ACCOUNT);
        Meaning duplicate =
                new Meaning.Apart(Outcome.DUPLICATE, Optional.of(ExceptionKind.DUPLICATE));
        books.enter(debit(300), duplicate);
        assertEquals(new Balance(0, 0), balance());
    }

    @Test
    void a_hold_that_nothing_clears_lapses_once() {
        books.hold(authorization(State.APPROVED, 1000, 1000));
        assertEquals(new Balance(0, 1000), balance());
        books.expire(7);
        assertEquals(new Balance(0, 1000), balance(), "to the end of its last day");
        books.expire(8);
        books.expire(8);
        assertEquals(new Balance(0, 0), balance());
    }

    private static Set<ExceptionKind> kinds(String word) {
        return word.isEmpty() ? Set.of() : Set.of(ExceptionKind.valueOf(word));
    }

    private Balance balance() {
        return books.balances().getOrDefault(ACCOUNT, new Balance(0, 0));
    }

    private static DayAuthorization authorization(State state, long amount, long billed) {
        long held = state == State.APPROVED ? billed : 0;
        Request first =
                new Request(
                        3,
                        Kind.PURCHASE,
                        ACCOUNT,
                        14,
                        "0100",
                        new TreeMap<>(),
                        Optional.empty(),
                        Request.Form.WHOLE);
        return new DayAuthorization(first, state, false, false, "A00001", amount, held, held, 0, 7);
    }

    private static ClearingItem debit(long amount) {
        return item(amount, Direction.DEBIT);
    }

    private static ClearingItem item(long amount, Direction direction) {
        return new ClearingItem(
                ClearingItem.Type.PRESENTMENT,
                CardNetwork.MASTERCARD,
                ACCOUNT,
                "9999000000000004",
                direction,
                false,
                ClearingItem.Sums.domestic(amount, "392"),
                new ClearingItem.Acceptor("T1", "M1", "SHOP", "5814"),
                new ClearingItem.References("15123456325000000000019", "A00001", "", ""),
                LocalDateTime.of(2026, 11, 21, 9, 0),
                ClearingItem.Part.ONLY,
                false);
    }
}
