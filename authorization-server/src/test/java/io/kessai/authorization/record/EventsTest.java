package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What watchers are told of each thing a message does: kind, amount, remaining, booked, reason. */
@Tag("database")
class EventsTest {

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent first = Sent.purchase(card.token(), 1_000);
    private final Sent single = first.withMti("0200");

    @AfterEach
    void close() {
        kit.assertBooksAgree();
        kit.close();
    }

    @Test
    void approvals_and_declines() {
        assertTold(
                List.of(first, Sent.purchase(card.token(), 9_001)),
                "approved 1000 1000 0 APPROVED",
                "declined 9001 0 0 INSUFFICIENT_FUNDS");
    }

    @Test
    void increments() {
        assertTold(
                List.of(first, first.increment(300), first.increment(9_001)),
                "approved 1000 1000 0 APPROVED",
                "incremented 300 1300 0 APPROVED",
                "declined 9001 1300 0 INSUFFICIENT_FUNDS");
    }

    @Test
    void reversals_in_part_and_in_full_and_again() {
        Sent full = first.reversal();
        assertTold(
                List.of(first, first.reversalTo(400), full, full, first.reversal()),
                "approved 1000 1000 0 APPROVED",
                "reversed 600 400 0 ACCEPTED",
                "reversed 400 0 0 ACCEPTED");
    }

    @Test
    void a_reversal_that_came_first() {
        assertTold(
                List.of(first.reversalTo(400), first),
                "approved 1000 400 0 APPROVED",
                "reversed 600 400 0 APPROVED");
    }

    @Test
    void advices_that_raise_lower_and_confirm() {
        assertTold(
                List.of(first, first.advice(1_500), first.advice(700), first.advice(700)),
                "approved 1000 1000 0 APPROVED",
                "raised 500 1500 0 ACCEPTED",
                "lowered 800 700 0 ACCEPTED");
    }

    @Test
    void an_advice_that_what_was_declined_was_approved() {
        Sent declined = Sent.purchase(card.token(), 20_000);
        assertTold(
                List.of(declined, declined.advice(20_000)),
                "declined 20000 0 0 INSUFFICIENT_FUNDS",
                "approved 20000 20000 0 ACCEPTED");
    }

    @Test
    void a_single_message_and_its_reversals() {
        assertTold(
                List.of(single, single.reversalTo(600), single.reversal()),
                "approved 1000 0 -1000 APPROVED",
                "reversed 400 0 400 ACCEPTED",
                "reversed 600 0 600 ACCEPTED");
    }

    @Test
    void a_completion_is_an_authorization_of_its_own_and_clears_the_first() {
        assertTold(
                List.of(first, first.advice(800).withMti("0220")),
                "approved 1000 1000 0 APPROVED",
                "approved 800 0 -800 ACCEPTED",
                "cleared 800 200 0 ACCEPTED",
                "released 200 0 0 ACCEPTED");
    }

    @Test
    void an_approval_that_was_not_given() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        for (Sent sent : List.of(first, single.withMti("0200"))) {
            Answer answer = kit.ask(recorder, sent);
            recorder.undelivered(sent.request(), answer);
        }
        kit.closeRecorders();
        assertEquals(
                List.of(
                        "approved 1000 1000 0 APPROVED",
                        "reversed 1000 0 0 UNDELIVERED",
                        "approved 1000 0 -1000 APPROVED",
                        "reversed 1000 0 1000 UNDELIVERED"),
                told());
    }

    @Test
    void a_batch_tells_the_same_as_one_by_one() {
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        var answers =
                Stream.of(first, first.increment(300), first.reversalTo(200), first.reversal())
                        .map(sent -> kit.send(recorder, sent.request(), Duration.ofSeconds(60)))
                        .toList();
        recorder.start();
        answers.forEach(RecordKit::await);
        assertEquals(
                List.of(
                        "approved 1000 1000 0 APPROVED",
                        "incremented 300 1300 0 APPROVED",
                        "reversed 1100 200 0 ACCEPTED",
                        "reversed 200 0 0 ACCEPTED"),
                told());
        assertEquals(1, kit.number("select count(distinct xid) from events"));
    }

    private void assertTold(List<Sent> sent, String... told) {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        sent.forEach(message -> kit.ask(recorder, message));
        assertEquals(List.of(told), told());
        assertEquals(
                "true",
                kit.text(
                        """
                        select bool_and(e.account_id = a.account_id and e.card_id = a.card_id
                            and e.currency = a.currency and e.message_key <> ''
                            and e.occurred_at between now() - interval '5 minutes' and now())::text
                        from events e join authorizations a on a.id = e.authorization_id"""));
    }

    private List<String> told() {
        return kit.column(
                """
                select format('%s %s %s %s %s', kind, amount, remaining, booked, reason)
                from events order by id""");
    }
}
