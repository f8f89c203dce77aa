package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.domain.PanToken;
import io.kessai.local.database.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one server's lanes do with messages, one batch or several. */
@Tag("database")
class LaneTest {

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent purchase = Sent.purchase(card.token(), 1_000);

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void anApprovalJournalItsHoldAndTheBalanceAreOneCommit() {
        Answer answer = kit.ask(kit.recorder(RecordKit.PATIENT), purchase);
        assertEquals(Reason.APPROVED, answer.reason());
        assertEquals(6, answer.approvalCode().length());
        assertEquals(1_000, kit.held(card));
        assertEquals(
                1,
                kit.number(
                        """
                        select count(distinct xid) from (
                            select xmin::text as xid from journal
                            union all select xmin::text from authorizations
                            union all select xmin::text from accounts
                        ) as written"""));
        assertEquals(1, count("journal"));
        assertEquals(1, count("authorizations"));
        assertEquals(1, count("hold_history"));
        kit.assertBooksAgree();
    }

    @Test
    void aDeclineIsJournaledAndHoldsNothing() {
        Answer answer = kit.ask(kit.recorder(RecordKit.PATIENT), purchase.withAmount(10_001));
        assertEquals(Reason.INSUFFICIENT_FUNDS, answer.reason());
        assertEquals(0, kit.held(card));
        assertEquals("declined", kit.text("select status from authorizations"));
        kit.assertBooksAgree();
    }

    @Test
    void anEarlyReversalBindsTheAdviceForAnOriginalThatWasDeclined() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        Sent tooMuch = purchase.withAmount(10_001);
        assertEquals(Reason.ORIGINAL_UNKNOWN, kit.ask(recorder, tooMuch.reversalTo(600)).reason());
        assertEquals(Reason.INSUFFICIENT_FUNDS, kit.ask(recorder, tooMuch).reason());
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, tooMuch.advice(10_001)).reason());
        assertEquals(600, kit.held(card));
        assertEquals(10_001, kit.number("select billed from authorizations"));
        kit.assertBooksAgree();
    }

    @Test
    void aCardNobodyIssuedIsJournaledToo() {
        Sent unknown = purchase.withCard(new PanToken(9, 9));
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        assertEquals(Reason.CARD_UNKNOWN, kit.ask(recorder, unknown).reason());
        assertEquals(Reason.CARD_UNKNOWN, kit.ask(recorder, unknown.withMti("0101")).reason());
        assertEquals(1, count("journal"));
    }

    @Test
    void copiesInOneBatchGetTheFirstsAnswer() {
        List<Answer> answers = inOneBatch(purchase, purchase, purchase.withMti("0101"));
        assertEquals(Reason.APPROVED, answers.get(0).reason());
        assertEquals(List.of(answers.get(0), answers.get(0), answers.get(0)), answers);
        assertEquals(1, count("journal"));
        assertEquals(1_000, kit.held(card));
        assertEquals("delivered", kit.text("select kind from journal_events"));
    }

    @Test
    void aRestampedRepeatInTheSameBatchIsTheSameMessage() {
        Sent restamped = purchase.withMti("0101").transmitted(otherTime(purchase));
        List<Answer> answers = inOneBatch(purchase, restamped);
        assertEquals(List.of(answers.get(0), answers.get(0)), answers);
        assertEquals(1, count("journal"));
        assertEquals(1_000, kit.held(card));
    }

    @Test
    void copiesInLaterBatchesGetTheRecordedAnswerByteEqual() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        Sent partial = purchase.withAmount(25_000).takingPartialApproval();
        Answer first = kit.ask(recorder, partial);
        assertEquals(Reason.PARTIALLY_APPROVED, first.reason());
        assertEquals(10_000, first.amount().minorUnits());
        assertEquals(10_000, kit.held(card));
        assertEquals(first, kit.ask(recorder, partial));
        assertEquals(first, kit.ask(recorder, partial.withMti("0101")));
        assertEquals(1, count("journal"));
        assertEquals(10_000, kit.held(card));
    }

    @Test
    void aRepeatWithAnotherTimeIsFoundWithinADay() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        Answer first = kit.ask(recorder, purchase);
        Sent restamped = purchase.withMti("0101").transmitted(otherTime(purchase));
        assertEquals(first, kit.ask(recorder, restamped));
        assertEquals(1_000, kit.held(card));

        kit.column("update authorizations set decided_at = decided_at - interval '25 hours'");
        assertEquals(Reason.APPROVED, kit.ask(recorder, restamped).reason());
        assertEquals(2_000, kit.held(card), "a day later it is a message of its own");
        kit.assertBooksAgree();
    }

    @Test
    void anotherMessageUnderTheSameKeyIsRefusedAndKeptApart() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        Answer first = kit.ask(recorder, purchase);
        assertEquals(Reason.KEY_REUSED, kit.ask(recorder, purchase.withAmount(2_000)).reason());
        assertEquals(
                Reason.KEY_REUSED,
                kit.ask(recorder, purchase.withCard(kit.card(5).token())).reason());
        assertEquals(first, kit.ask(recorder, purchase));
        assertEquals(1_000, kit.held(card));
        assertEquals(1, count("journal"));
        assertEquals(
                1, kit.number("select count(*) from journal_events where kind = 'key_reused'"));
    }

    @Test
    void anotherReversalUnderTheSameKeyIsAcceptedWithoutEffect() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, purchase);
        Sent partial = purchase.reversalTo(600);
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, partial).reason());
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, partial.withAmount(999)).reason());
        assertEquals(600, kit.held(card));
        assertEquals(
                1, kit.number("select count(*) from journal_events where kind = 'key_reused'"));
    }

    @Test
    void aReversalFindsItsOriginalInTheSameBatch() {
        List<Answer> answers = inOneBatch(purchase, purchase.reversal());
        assertEquals(Reason.APPROVED, answers.get(0).reason());
        assertEquals(Reason.ACCEPTED, answers.get(1).reason());
        assertEquals(0, kit.held(card));
        assertEquals(
                2, kit.number("select original_level from hold_events where term = 'reversed'"));
        kit.assertBooksAgree();
    }

    @Test
    void anOriginalThatComesAfterItsReversalIsDeclined() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        assertEquals(Reason.ORIGINAL_UNKNOWN, kit.ask(recorder, purchase.reversal()).reason());
        assertEquals(Reason.REVERSED_BEFORE_ARRIVAL, kit.ask(recorder, purchase).reason());
        assertEquals(0, kit.held(card));

        Sent other = Sent.purchase(card.token(), 900);
        List<Answer> answers = inOneBatch(other.reversalTo(300), other);
        assertEquals(Reason.APPROVED, answers.get(1).reason());
        assertEquals(300, kit.held(card), "decided, then at once reduced");
        kit.assertBooksAgree();
    }

    @Test
    void anAdviceSetsTheTotalOfItsOriginal() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, purchase);
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, purchase.advice(1_700)).reason());
        assertEquals(1_700, kit.held(card));
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, purchase.advice(400)).reason());
        assertEquals(400, kit.held(card));
        kit.assertBooksAgree();
    }

    @Test
    void aMessageWhoseDeadlinePassedInTheQueueNeverReachesTheDatabase() throws IOException {
        try (Forwarder way = new Forwarder(TestDatabase.shared().server())) {
            Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint(way));
            recorder.start();
            kit.ask(recorder, Sent.purchase(card.token(), 1));
            int before = way.executed();
            CompletableFuture<Answer> late =
                    kit.send(recorder, purchase.request(), Duration.ofNanos(1));
            assertEquals(Reason.LATE, RecordKit.await(late).reason());
            assertEquals(before, way.executed());
            assertEquals(Reason.APPROVED, kit.ask(recorder, purchase).reason(), "no record of it");
        }
    }

    @Test
    void anApprovalCommittedAfterItsDeadlineIsTakenBack() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        try (var holder = kit.superuser()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("select from accounts for no key update");
            var answer = kit.send(recorder, purchase.request(), Duration.ofMillis(700));
            Thread.sleep(1_000);
            holder.rollback();
            assertEquals(Reason.LATE, RecordKit.await(answer).reason());
        }
        assertEquals(Reason.LATE, kit.ask(recorder, purchase.withMti("0101")).reason());
        assertEquals(0, kit.held(card));
        assertEquals("voided late", kit.text("select kind || ' ' || reason from journal_events"));
        kit.assertBooksAgree();
    }

    @Test
    void aFullQueueAnswersAtOnce() {
        LaneSettings two =
                new LaneSettings(
                        1,
                        256,
                        2,
                        RecordKit.PATIENT.storeTimeout(),
                        RecordKit.PATIENT.lockTimeout(),
                        RecordKit.PATIENT.probeInterval(),
                        RecordKit.TOKYO);
        Recorder recorder = kit.idle(two, kit.endpoint());
        var first = kit.send(recorder, purchase);
        var second = kit.send(recorder, Sent.purchase(card.token(), 1));
        var third = kit.send(recorder, Sent.purchase(card.token(), 1));
        assertTrue(third.isDone());
        assertEquals(Reason.OVERLOADED, RecordKit.await(third).reason());
        recorder.start();
        assertEquals(Reason.APPROVED, RecordKit.await(first).reason());
        assertEquals(Reason.APPROVED, RecordKit.await(second).reason());
    }

    /** More than a block of ids has, and again with what is left of the blocks drawn for it. */
    @Test
    void aBatchHasAnIdForEachOfItsMessages() {
        LaneSettings oneLane = RecordKit.oneLane();
        LaneSettings large =
                new LaneSettings(
                        1,
                        1_024,
                        oneLane.queueLimit(),
                        oneLane.storeTimeout(),
                        oneLane.lockTimeout(),
                        oneLane.probeInterval(),
                        oneLane.zone());
        RecordKit.Card spender = kit.card(10_000);
        Recorder recorder = kit.idle(large, kit.endpoint());
        for (int round = 0; round < 2; round++) {
            var answers =
                    IntStream.range(0, 600)
                            .mapToObj(_ -> kit.send(recorder, Sent.purchase(spender.token(), 1)))
                            .toList();
            if (round == 0) {
                recorder.start();
            }
            answers.forEach(
                    answer -> assertEquals(Reason.APPROVED, RecordKit.await(answer).reason()));
        }
        assertEquals(600, kit.witness().batches().getFirst());
        assertEquals(1_200, kit.held(spender));
        kit.assertBooksAgree();
    }

    @Test
    void aBatchOf256TakesAsManyStatementsAsOneOfAFewMessages() throws IOException {
        int few = statementsFor(1);
        int many = statementsFor(51);
        assertEquals(few, many);
        assertEquals(List.of(5, 255), kit.witness().batches().stream().filter(n -> n > 1).toList());
    }

    /** One batch of {@code n} messages of each of five kinds. */
    private int statementsFor(int n) throws IOException {
        List<Sent> batch = new ArrayList<>();
        Recorder before = kit.recorder(RecordKit.oneLane());
        for (int i = 0; i < n; i++) {
            Sent recorded = Sent.purchase(kit.card(5_000).token(), 100);
            kit.ask(before, recorded);
            batch.add(recorded.withMti("0101").transmitted(otherTime(recorded)));
            batch.add(recorded.reversalTo(40));
            batch.add(recorded.advice(70));
            batch.add(Sent.purchase(recorded.card(), 10));
            batch.add(Sent.purchase(recorded.card(), 10).reversal());
        }
        kit.closeRecorders();
        try (Forwarder way = new Forwarder(TestDatabase.shared().server())) {
            Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint(way));
            var answers = batch.stream().map(message -> kit.send(recorder, message)).toList();
            recorder.start();
            answers.forEach(RecordKit::await);
            int executed = way.executed();
            kit.closeRecorders();
            kit.assertBooksAgree();
            return executed;
        }
    }

    private List<Answer> inOneBatch(Sent... messages) {
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Sent message : messages) {
            answers.add(kit.send(recorder, message));
        }
        recorder.start();
        return answers.stream().map(RecordKit::await).toList();
    }

    /** Another DE7 within the hour. */
    private static String otherTime(Sent message) {
        Instant now = Instant.now();
        String seconds = message.transmission().endsWith("59") ? "58" : "59";
        String other = message.transmission().substring(0, 8) + seconds;
        return message.transmitted(other, now).transmission();
    }

    private long count(String table) {
        return kit.number("select count(*) from " + table);
    }
}
