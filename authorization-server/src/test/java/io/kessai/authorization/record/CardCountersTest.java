package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What proofs use up is kept with the card, in the transaction of the decision. */
@Tag("database")
class CardCountersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordKit kit = RecordKit.fast();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aCounterIsGoodForOneMessageAndItsRepeats() {
        RecordKit.Card card = kit.card(10_000);
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent first = Sent.purchase(card.token(), 100);
        assertEquals(Reason.APPROVED, ask(recorder, first, chip(7)).reason());
        assertEquals(Reason.APPROVED, ask(recorder, first.withMti("0101"), chip(7)).reason());
        assertEquals(Reason.ATC_REPLAY, ask(recorder, other(card), chip(7)).reason());
        assertEquals(Reason.APPROVED, ask(recorder, other(card), chip(6)).reason());
        assertEquals(Reason.ATC_REPLAY, ask(recorder, other(card), chip(6)).reason());
        assertEquals("7|3", stored(card, "highest_counter || '|' || used_counters"));
        assertEquals(200, kit.held(card));
    }

    @Test
    void oneOfManyCopiesOfACryptogramInOneBatchIsApproved() {
        RecordKit.Card card = kit.card(10_000);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        for (int i = 0; i < 50; i++) {
            answers.add(send(recorder, other(card), chip(9)));
        }
        recorder.start();
        long approved =
                answers.stream()
                        .map(RecordKit::await)
                        .filter(answer -> answer.reason() == Reason.APPROVED)
                        .count();
        assertEquals(1, approved);
        assertEquals("9|1", stored(card, "highest_counter || '|' || used_counters"));
        kit.assertBooksAgree();
    }

    @Test
    void threeWrongPinsStopThePinAndNotTheCard() {
        RecordKit.Card card = kit.card(10_000);
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        assertEquals(Reason.PIN_INCORRECT, ask(recorder, other(card), pin(false)).reason());
        assertEquals(Reason.APPROVED, ask(recorder, other(card), pin(true)).reason());
        assertEquals("0", stored(card, "pin_failures"));
        for (int i = 1; i <= 3; i++) {
            assertEquals(Reason.PIN_INCORRECT, ask(recorder, other(card), pin(false)).reason());
            assertEquals(String.valueOf(i), stored(card, "pin_failures"));
        }
        assertEquals(Reason.PIN_TRIES_EXCEEDED, ask(recorder, other(card), pin(true)).reason());
        assertEquals(Reason.APPROVED, ask(recorder, other(card), Findings.NONE).reason());
        assertEquals("3", stored(card, "pin_failures"));
    }

    @Test
    void aMessageWithoutProofsLeavesTheCardAsItIs() {
        RecordKit.Card card = kit.card(10_000);
        String before = stored(card, "xmin");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        assertEquals(Reason.APPROVED, ask(recorder, other(card), Findings.NONE).reason());
        assertEquals(before, stored(card, "xmin"));
    }

    private static Sent other(RecordKit.Card card) {
        return Sent.purchase(card.token(), 100);
    }

    private Answer ask(Recorder recorder, Sent message, Findings findings) {
        return RecordKit.await(send(recorder, message, findings));
    }

    private CompletableFuture<Answer> send(Recorder recorder, Sent message, Findings findings) {
        AuthorizationRequest request = message.request().withFindings(findings);
        return kit.send(recorder, request, PATIENCE);
    }

    private static Findings chip(int counter) {
        return new Findings(
                Finding.GOOD,
                OptionalInt.of(counter),
                Finding.ABSENT,
                Finding.ABSENT,
                Finding.ABSENT,
                Finding.ABSENT);
    }

    private static Findings pin(boolean isRight) {
        return new Findings(
                Finding.ABSENT,
                OptionalInt.empty(),
                Finding.ABSENT,
                Finding.ABSENT,
                Finding.ABSENT,
                isRight ? Finding.GOOD : Finding.BAD);
    }

    private String stored(RecordKit.Card card, String expression) {
        return kit.text("select " + expression + " from cards where id = " + card.id());
    }
}
