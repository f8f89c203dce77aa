package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Increments on a real database: written, found again, repeated, taken back. */
@Tag("database")
class IncrementsTest {

    private static final String INCREMENTS =
            "select string_agg(format('%s %s-%s', status, billed, given_back), ', ' order by decided_at)"
                    + " from increments";

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent first = Sent.purchase(card.token(), 1_000);

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void anIncrementAddsToItsChainAndIsOneOfItsMessages() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, first);
        Answer added = kit.ask(recorder, first.increment(300));
        assertEquals(Reason.APPROVED, added.reason());
        assertEquals(1_300, kit.held(card));
        assertEquals("approved 300-0", kit.text(INCREMENTS));
        assertEquals(
                "1000 + 300, 1300 of 1300 yen",
                kit.text(
                        "select format('%s + %s, %s of %s yen', authorized, incremented, remaining, amount)"
                                + " from authorizations"));
        assertEquals(
                2, kit.number("select count(*) from journal where authorization_id is not null"));
        kit.assertBooksAgree();
    }

    @Test
    void aChainInOneBatchIsTheSameAsOneByOne() {
        Sent one = first.increment(300);
        Sent two = first.increment(200);
        List<Sent> chain = List.of(first, one, two, one.reversal(), two.reversalTo(50));
        List<Answer> together = allAtOnce(chain);
        assertEquals(1_050, kit.held(card));
        assertEquals("approved 300-300, approved 200-150", kit.text(INCREMENTS));
        together.forEach(answer -> assertEquals("00", code(answer)));
        kit.assertBooksAgree();

        Recorder recorder = kit.recorder(RecordKit.oneLane());
        for (Sent again : chain) {
            kit.ask(recorder, again);
        }
        assertEquals(1_050, kit.held(card), "copies change nothing");
        assertEquals(2, kit.number("select count(*) from increments"));
        kit.assertBooksAgree();
    }

    @Test
    void aRepeatWithAnotherDe7IsKnown() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, first);
        Sent increment = first.increment(300);
        Answer answer = kit.ask(recorder, increment);
        Sent restamped = increment.withMti("0101").transmitted(later(increment.transmission()));
        assertEquals(answer, kit.ask(recorder, restamped));
        assertEquals(1_300, kit.held(card));
        assertEquals(1, kit.number("select count(*) from increments"));
    }

    @Test
    void aDeclinedIncrementIsKeptAndItsReversalLeavesTheChain() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, first);
        Sent tooMuch = first.increment(9_001);
        assertEquals(Reason.INSUFFICIENT_FUNDS, kit.ask(recorder, tooMuch).reason());
        assertEquals("declined 9001-0", kit.text(INCREMENTS));
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, tooMuch.reversal()).reason());
        assertEquals(1_000, kit.held(card));
        kit.assertBooksAgree();
    }

    @Test
    void theReversalOfTheFirstMessageReleasesTheTotal() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, first);
        Sent increment = first.increment(300);
        kit.ask(recorder, increment);
        kit.ask(recorder, first.reversal());
        assertEquals(0, kit.held(card));
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, increment.reversal()).reason());
        assertEquals(Reason.ORIGINAL_NOT_FOUND, kit.ask(recorder, first.increment(5)).reason());
        assertEquals(0, kit.held(card));
        kit.assertBooksAgree();
    }

    @Test
    void anIncrementThatWasNotGivenIsTakenBackAndItsChainStands() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        kit.ask(recorder, first);
        Sent increment = first.increment(300);
        Answer approved = kit.ask(recorder, increment);
        recorder.undelivered(increment.request(), approved);
        awaitHeld(1_000);
        assertEquals("voided 300-300", kit.text(INCREMENTS));
        assertEquals(Reason.LATE, kit.ask(recorder, increment).reason());
        assertEquals("approved", kit.text("select status from authorizations"));
        kit.assertBooksAgree();
    }

    @Test
    void aChainOfWhichNothingWasGivenIsTakenBackWhole() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent increment = first.increment(300);
        Answer opened = kit.ask(recorder, first);
        Answer added = kit.ask(recorder, increment);
        kit.closeRecorders();

        Recorder later = kit.idle(RecordKit.oneLane(), kit.endpoint());
        later.undelivered(first.request(), opened);
        later.undelivered(increment.request(), added);
        later.start();
        awaitHeld(0);
        assertEquals("voided", kit.text("select status from authorizations"));
        assertEquals("voided 300-300", kit.text(INCREMENTS));
        assertEquals(2, kit.number("select count(*) from journal_events where kind = 'voided'"));
        kit.assertBooksAgree();
    }

    @Test
    void aFirstMessageWhoseIncrementStandsIsNotTakenBack() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Answer opened = kit.ask(recorder, first);
        kit.ask(recorder, first.increment(300));
        recorder.undelivered(first.request(), opened);
        kit.closeRecorders();
        assertEquals(1_300, kit.held(card));
        assertEquals(0, kit.number("select count(*) from journal_events"));
        kit.assertBooksAgree();
    }

    @Test
    void anAdviceAfterAnIncrementConfirmsItAndOneBeforeItDoesNot() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        kit.ask(recorder, first);
        kit.ask(recorder, first.advice(1_100));
        Sent one = first.increment(300);
        recorder.undelivered(one.request(), kit.ask(recorder, one));
        awaitHeld(1_100);
        Sent two = first.increment(200);
        Answer added = kit.ask(recorder, two);
        kit.ask(recorder, first.advice(1_250));
        recorder.undelivered(two.request(), added);
        kit.closeRecorders();
        assertEquals(1_250, kit.held(card));
        assertEquals("voided 300-300, approved 200-0", kit.text(INCREMENTS));
        kit.assertBooksAgree();
    }

    @Test
    void anIncrementReversedBeforeItCameIsDeclined() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, first);
        Sent increment = first.increment(300);
        assertEquals(Reason.ORIGINAL_UNKNOWN, kit.ask(recorder, increment.reversal()).reason());
        assertEquals(Reason.REVERSED_BEFORE_ARRIVAL, kit.ask(recorder, increment).reason());
        assertEquals(1_000, kit.held(card));
        kit.assertBooksAgree();
    }

    private List<Answer> allAtOnce(List<Sent> messages) {
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Sent message : messages) {
            AuthorizationRequest request = message.request();
            answers.add(kit.send(recorder, request, Duration.ofSeconds(60)));
        }
        recorder.start();
        List<Answer> answered = answers.stream().map(RecordKit::await).toList();
        kit.closeRecorders();
        return answered;
    }

    private static String code(Answer answer) {
        return answer.reason() == Reason.APPROVED || answer.reason() == Reason.ACCEPTED
                ? "00"
                : answer.reason().name();
    }

    /** A DE7 a second later, or the last second of the minute before. */
    private static String later(String de7) {
        String second = de7.substring(8);
        return de7.substring(0, 8)
                + (second.equals("59") ? "58" : "%02d".formatted(Integer.parseInt(second) + 1));
    }

    private void awaitHeld(long held) throws InterruptedException {
        for (int i = 0; i < 400 && kit.held(card) != held; i++) {
            Thread.sleep(50);
        }
        assertEquals(held, kit.held(card));
    }
}
