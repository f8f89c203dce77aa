package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Approvals that cannot be taken back now: they wait, and nothing waits for them. */
@Tag("database")
class TakeBacksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordKit kit = RecordKit.fast();
    private final List<RecordKit.Card> cards = new ArrayList<>();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void oneThatAlwaysFailsKeepsNoOtherFromBeingTakenBack() throws Exception {
        Map<Sent, Answer> approved = approved(4);
        RecordKit.Card culprit = cards.get(1);
        // What its account holds can no longer be lowered: accounts_held_not_negative.
        kit.column("update accounts set held = 0 where id = " + culprit.accountId());
        undeliveredAtOnce(approved);

        await(() -> held(0) + held(2) + held(3) == 0, "the others were held back");
        assertEquals("approved", statusOf(culprit));

        Thread.sleep(2_000);
        List<Integer> attempts = kit.witness().failedTakeBacks();
        assertTrue(attempts.size() >= 2 && attempts.size() <= 4, "no backoff: " + attempts);
        assertEquals(IntStream.rangeClosed(1, attempts.size()).boxed().toList(), attempts);
        assertEquals(1, kit.witness().retries(RecordObserver.RetryReason.CULPRIT_SOUGHT));

        kit.column("update accounts set held = 100 where id = " + culprit.accountId());
        await(() -> statusOf(culprit).equals("voided"), "it was given up");
        kit.assertBooksAgree();
    }

    @Test
    void oneWhoseAccountIsLockedKeepsNoOtherFromBeingTakenBack() throws Exception {
        Map<Sent, Answer> approved = approved(4);
        try (Connection holder = kit.superuser()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute(
                            "select from accounts where id = %d for no key update"
                                    .formatted(cards.get(0).accountId()));
            undeliveredAtOnce(approved);
            await(() -> held(1) + held(2) + held(3) == 0, "the others were held back");
            assertEquals(100, held(0));
            holder.rollback();
        }
        await(() -> held(0) == 0, "it was given up");
        assertEquals(List.of(), kit.witness().failedTakeBacks(), "a lock is nobody's fault");
        kit.assertBooksAgree();
    }

    /**
     * A commit of unknown outcome was none; another server then decided the repeat, and answered.
     */
    @Test
    void whatAnotherServerApprovedUnderTheKeyIsNotTakenBack() throws Exception {
        cards.add(kit.card(1_000));
        Recorder other = kit.recorder(RecordKit.oneLane());
        Sent purchase = Sent.purchase(cards.getFirst().token(), 100);
        kit.ask(other, purchase);
        Sent increment = purchase.increment(10);
        kit.ask(other, increment);
        assertEquals(110, held(0));

        assertEquals(0, takenBack(purchase, Instant.now()));
        assertEquals(0, takenBack(increment, Instant.now()));
        assertEquals(110, held(0));

        assertEquals(1, takenBack(increment, arrival(increment)));
        assertEquals(1, takenBack(purchase, arrival(purchase)));
        assertEquals(0, held(0));
        kit.assertBooksAgree();
    }

    private int takenBack(Sent message, Instant arrivedAt) throws Exception {
        Transactions lane = RecordKit.transactions(HoldPolicyFile.shipped());
        Work.TakeBack undo =
                new Work.TakeBack(
                        message.request().key(),
                        message.card(),
                        UndoReason.OUTCOME_UNKNOWN,
                        Optional.of(arrivedAt));
        try (LaneConnection session = LaneConnection.open(kit.endpoint(), RecordKit.PATIENT)) {
            int takenBack = lane.takeBack(session, List.of(undo));
            session.commit();
            return takenBack;
        }
    }

    private Instant arrival(Sent message) {
        return Instant.parse(
                kit.text(
                        """
                        select to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                        from journal
                        where message_key = '%s'"""
                                .formatted(message.request().key().line())));
    }

    @Test
    void anApprovalThatTheNetworkRejectsHoldsNothing() throws Exception {
        cards.add(kit.card(1_000));
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent purchase = Sent.purchase(cards.getFirst().token(), 100);
        kit.ask(recorder, purchase);
        assertEquals(100, held(0));

        recorder.rejected(purchase.request().key(), purchase.request().card());
        await(() -> held(0) == 0, "it was not taken back");
        assertEquals(
                "rejected", kit.text("select reason from journal_events where kind = 'voided'"));
        assertEquals(Reason.LATE, kit.ask(recorder, purchase).reason());
        kit.assertBooksAgree();
    }

    @Test
    void whatWasNeverApprovedCannotBeRejected() throws Exception {
        cards.add(kit.card(1_000));
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent declined = Sent.purchase(cards.getFirst().token(), 2_000);
        kit.ask(recorder, declined);
        Sent never = Sent.purchase(cards.getFirst().token(), 100);
        recorder.rejected(declined.request().key(), declined.request().card());
        recorder.rejected(never.request().key(), never.request().card());
        kit.closeRecorders();
        assertEquals(0, kit.number("select count(*) from journal_events"));
        kit.assertBooksAgree();
    }

    private Map<Sent, Answer> approved(int n) {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Map<Sent, Answer> approved = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            cards.add(kit.card(1_000));
            Sent purchase = Sent.purchase(cards.get(i).token(), 100);
            approved.put(purchase, kit.ask(recorder, purchase));
        }
        kit.closeRecorders();
        return approved;
    }

    /** All of them in the first set of one lane. */
    private void undeliveredAtOnce(Map<Sent, Answer> approved) {
        Recorder recorder = kit.idle(RecordKit.lanes(RecordKit.PROMPT, 1), kit.endpoint());
        approved.forEach((sent, answer) -> recorder.undelivered(sent.request(), answer));
        recorder.start();
    }

    private long held(int card) {
        return kit.held(cards.get(card));
    }

    private String statusOf(RecordKit.Card card) {
        return kit.text("select status from authorizations where card_id = " + card.id());
    }

    private static void await(BooleanSupplier isSo, String otherwise) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, otherwise);
            Thread.sleep(20);
        }
    }
}
