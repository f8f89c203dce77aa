package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.network.DayAuthorization.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the books keep of a day's authorizations for the night. */
class DayAuthorizationTest {
    private static final Fleet FLEET = new Fleet(200, 2, 1_000_000, "392");
    private static final AnsweredDay DAY =
            AnsweredDay.of(Day.generate(4, 3_000, FLEET, Instant.parse("2026-11-21T09:00:00Z")));
    private static final List<DayAuthorization> ALL = DAY.authorizations();

    @Test
    void what_they_hold_and_have_posted_is_what_their_accounts_lack() {
        Map<Integer, Long> held =
                ALL.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DayAuthorization::account,
                                        Collectors.summingLong(
                                                each -> each.held() - each.posted())));
        DAY.balances()
                .forEach(
                        (account, balance) ->
                                balance.closing()
                                        .ifPresent(
                                                closing ->
                                                        assertEquals(
                                                                balance.opening() - closing,
                                                                held.getOrDefault(account, 0L))));
    }

    @Test
    void only_an_approved_debit_holds() {
        for (DayAuthorization each : ALL) {
            boolean isGiven = each.state() == State.APPROVED || each.state() == State.POSTED;
            assertTrue((isGiven && !each.isCredit()) || each.held() == 0, each::toString);
            assertTrue(each.state() == State.POSTED || each.posted() == 0, each::toString);
        }
    }

    @Test
    void what_was_approved_at_once_in_the_accounts_currency_is_held_as_it_was_asked() {
        List<DayAuthorization> plain =
                ALL.stream()
                        .filter(each -> each.state() == State.APPROVED && !each.isCredit())
                        .filter(each -> !each.isFollowed() && each.currency().equals("392"))
                        .toList();
        assertTrue(plain.size() > 200, "found " + plain.size());
        plain.forEach(each -> assertEquals(each.held(), each.amount(), each::toString));
    }

    @Test
    void what_reversals_and_advices_leave_in_the_accounts_currency_is_held() {
        List<DayAuthorization> followed =
                ALL.stream()
                        .filter(each -> each.state() == State.APPROVED && !each.isCredit())
                        .filter(each -> each.isFollowed() && each.currency().equals("392"))
                        .toList();
        List<DayAuthorization> approvedLate =
                followed.stream().filter(each -> each.approvalCode().isEmpty()).toList();
        assertTrue(
                approvedLate.stream().anyMatch(each -> each.amount() != each.first().amount()),
                "an advice made another amount of a decline");
        followed.forEach(each -> assertEquals(each.held(), each.amount(), each::toString));
    }

    @Test
    void abroad_it_is_billed_twice_the_amount_until_an_advice_says_otherwise() {
        List<DayAuthorization> abroad =
                ALL.stream()
                        .filter(each -> each.state() == State.APPROVED && !each.isFollowed())
                        .filter(each -> each.currency().equals("978"))
                        .toList();
        assertFalse(abroad.isEmpty());
        abroad.forEach(each -> assertEquals(each.held(), 2 * each.amount(), 1, each::toString));
    }

    /** A reversal in full leaves what it was: what was asked, or what an advice made of it. */
    @Test
    void what_was_reversed_is_told_as_it_was() {
        List<DayAuthorization> reversed =
                ALL.stream().filter(each -> each.state() == State.REVERSED).toList();
        assertTrue(reversed.stream().anyMatch(each -> each.amount() == each.first().amount()));
        assertTrue(
                reversed.stream().anyMatch(each -> each.amount() == 2 * each.first().amount()),
                "one of them was raised by an advice");
        reversed.forEach(each -> assertEquals(0, each.held(), each::toString));
    }

    @Test
    void every_state_comes_up() {
        for (State state : State.values()) {
            assertTrue(ALL.stream().anyMatch(each -> each.state() == state), state::toString);
        }
    }
}
