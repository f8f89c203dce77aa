package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.domain.PanToken;
import io.kessai.local.TestSeed;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What two sessions, lanes or servers do to each other. */
@Tag("database")
class RaceTest {

    private final RecordKit kit = RecordKit.fast();
    private final Random random = new Random(TestSeed.current());

    /** A deadlock must show as one, and not as a lock wait that timed out before. */
    @BeforeEach
    void findDeadlocksFast() {
        kit.column(
                "do $$ begin execute 'alter database ' || current_database()"
                        + " || ' set deadlock_timeout = ''50ms'''; end $$");
    }

    @AfterEach
    void close() {
        kit.closeRecorders();
        assertEquals(0, kit.witness().retries(RecordObserver.RetryReason.DEADLOCK));
        assertEquals(0, kit.witness().retries(RecordObserver.RetryReason.LOCK_TIMEOUT));
        assertEquals(
                0,
                kit.number(
                        "select deadlocks from pg_stat_database"
                                + " where datname = current_database()"));
        assertEquals(List.of(), kit.witness().failed());
        kit.assertBooksAgree();
    }

    @Test
    void aWaitingReversalFindsTheOriginalThatTheLockHolderCommits() throws Exception {
        RecordKit.Card card = kit.card(5_000);
        Sent purchase = Sent.purchase(card.token(), 1_000);
        try (Connection other = kit.superuser();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select from accounts where id = " + card.accountId() + " for update");
            var approval = kit.send(kit.recorder(RecordKit.oneLane()), purchase);
            awaitLockWaits(1);
            var reversal = kit.send(kit.recorder(RecordKit.oneLane()), purchase.reversal());
            awaitLockWaits(2);
            other.rollback();
            assertEquals(Reason.APPROVED, RecordKit.await(approval).reason());
            assertEquals(Reason.ACCEPTED, RecordKit.await(reversal).reason());
        }
        assertEquals(0, kit.held(card));
        assertEquals("reversed", kit.text("select term from hold_events where amount = 1000"));
    }

    @Test
    void twoServersGiveCopiesSentToBothOneJournalRowAndOneAnswer() {
        Recorder first = kit.recorder(RecordKit.PATIENT);
        Recorder second = kit.recorder(RecordKit.PATIENT);
        List<RecordKit.Card> cards = cards(20, 100_000);
        List<Sent> messages = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Sent purchase = Sent.purchase(cards.get(i % cards.size()).token(), 1 + i);
            messages.add(i % 7 == 0 ? purchase.withCard(new PanToken(7, i)) : purchase);
        }
        var atFirst = messages.stream().map(message -> kit.send(first, message)).toList();
        List<Sent> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);
        Map<Sent, CompletableFuture<Answer>> atSecond = new java.util.HashMap<>();
        shuffled.forEach(message -> atSecond.put(message, kit.send(second, message)));
        for (int i = 0; i < messages.size(); i++) {
            assertEquals(
                    RecordKit.await(atFirst.get(i)),
                    RecordKit.await(
                            java.util.Objects.requireNonNull(atSecond.get(messages.get(i)))));
        }
        assertEquals(messages.size(), kit.number("select count(*) from journal"));
    }

    /** No lock is in the way: nobody issued the card. */
    @Test
    void aKeyThatAnotherServerIsJournalingIsReadOnceItHas() throws Exception {
        Sent message = Sent.purchase(new PanToken(7, 1), 5);
        Answer recorded = kit.ask(kit.recorder(RecordKit.oneLane()), message);
        try (Connection other = kit.superuser();
                Statement server = other.createStatement()) {
            server.execute("create temporary table taken as select * from journal");
            server.execute("delete from journal");
            other.setAutoCommit(false);
            server.execute("insert into journal select * from taken");
            var copy = kit.send(kit.recorder(RecordKit.oneLane()), message);
            awaitLockWaits(1);
            other.commit();
            assertEquals(recorded, RecordKit.await(copy));
        }
        assertEquals(1, kit.witness().retries(RecordObserver.RetryReason.KEY_TAKEN));
        assertEquals(1, kit.number("select count(*) from journal"));
    }

    @Test
    void twoCardsOfOneAccountInTwoLanesShareItsLimit() {
        long account = kit.account(100);
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        RecordKit.Card one = kit.cardOf(account);
        RecordKit.Card other = kit.cardOf(account);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(kit.send(recorder, Sent.purchase((i % 2 == 0 ? one : other).token(), 1)));
        }
        long approved =
                answers.stream()
                        .map(RecordKit::await)
                        .filter(answer -> answer.reason() == Reason.APPROVED)
                        .count();
        assertEquals(100, approved);
        assertEquals(100, kit.held(one));
    }

    @Test
    @Tag("slow")
    void aHotAccountStaysRightUnderFourLanesOfTwoServers() {
        long account = kit.account(1_000_000_000);
        List<RecordKit.Card> cards = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            cards.add(kit.cardOf(account));
        }
        List<Recorder> servers =
                List.of(
                        kit.recorder(RecordKit.lanes(RecordKit.PATIENT, 4)),
                        kit.recorder(RecordKit.lanes(RecordKit.PATIENT, 4)));
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            Sent purchase = Sent.purchase(cards.get(i % 8).token(), 1 + random.nextInt(100));
            answers.add(kit.send(servers.get(i % 2), purchase));
            if (i % 5 == 0) {
                answers.add(kit.send(servers.get(random.nextInt(2)), purchase.reversalTo(1)));
                answers.add(kit.send(servers.get(1 - i % 2), purchase));
            }
        }
        answers.forEach(RecordKit::await);
        assertEquals(4_800, kit.number("select count(*) from journal"));
    }

    @Test
    void crosswiseKeysDoNotDeadlock() {
        Recorder first = kit.recorder(RecordKit.oneLane());
        Recorder second = kit.recorder(RecordKit.oneLane());
        List<RecordKit.Card> cards = cards(4, 1_000_000);
        for (int round = 0; round < 40; round++) {
            List<Sent> keys = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                // Other cards under the same keys: no account lock keeps the two apart.
                keys.add(Sent.purchase(cards.get(i % 2).token(), 10));
            }
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            keys.forEach(message -> answers.add(kit.send(first, message)));
            for (int i = keys.size() - 1; i >= 0; i--) {
                PanToken other = i % 3 == 0 ? new PanToken(8, i) : cards.get(2 + i % 2).token();
                answers.add(kit.send(second, keys.get(i).withCard(other)));
            }
            answers.forEach(RecordKit::await);
        }
        assertEquals(40 * 20, kit.number("select count(*) from journal"));
    }

    @Test
    void aRepeatAnsweredFirstKeepsTheHoldForEver() {
        Recorder first = kit.recorder(RecordKit.PATIENT);
        Recorder second = kit.recorder(RecordKit.PATIENT);
        RecordKit.Card card = kit.card(1_000);
        Sent purchase = Sent.purchase(card.token(), 700);
        Answer approval = kit.ask(first, purchase);
        assertEquals(approval, kit.ask(second, purchase.withMti("0101")));
        undo(first, purchase, approval);
        assertEquals(approval, kit.ask(first, purchase.withMti("0101")));
        assertEquals(approval, kit.ask(second, purchase));
        assertEquals(700, kit.held(card));
    }

    @Test
    void anUndoBeforeTheRepeatMakesItLateForEver() {
        Recorder first = kit.recorder(RecordKit.PATIENT);
        Recorder second = kit.recorder(RecordKit.PATIENT);
        RecordKit.Card card = kit.card(1_000);
        Sent purchase = Sent.purchase(card.token(), 700);
        undo(first, purchase, kit.ask(first, purchase));
        assertEquals(Reason.LATE, kit.ask(second, purchase.withMti("0101")).reason());
        assertEquals(Reason.LATE, kit.ask(first, purchase.withMti("0101")).reason());
        assertEquals(0, kit.held(card));
        assertEquals(
                "voided undelivered", kit.text("select kind || ' ' || reason from journal_events"));
    }

    @Test
    void anApprovalConfirmedByAnAdviceOfTheSameAmountIsNotUndone() {
        Recorder first = kit.recorder(RecordKit.PATIENT);
        Recorder second = kit.recorder(RecordKit.PATIENT);
        RecordKit.Card card = kit.card(1_000);
        Sent purchase = Sent.purchase(card.token(), 700);
        Answer approval = kit.ask(first, purchase);
        assertEquals(Reason.ACCEPTED, kit.ask(second, purchase.advice(700)).reason());
        undo(first, purchase, approval);
        assertEquals(700, kit.held(card));
        assertEquals(approval, kit.ask(second, purchase.withMti("0101")));
        kit.assertBooksAgree();
    }

    @Test
    @Tag("slow")
    void aRepeatRacingAnUndoOnAnotherServerHasOneOutcome() {
        Recorder first = kit.recorder(RecordKit.oneLane());
        Recorder second = kit.recorder(RecordKit.oneLane());
        Map<Reason, Integer> outcomes = new EnumMap<>(Reason.class);
        for (int round = 0; round < 150; round++) {
            RecordKit.Card card = kit.card(1_000);
            Sent purchase = Sent.purchase(card.token(), 700);
            Answer approval = kit.ask(first, purchase);
            CompletableFuture<Answer> repeat;
            if (random.nextBoolean()) {
                first.undelivered(purchase.request(), approval);
                pause(random.nextInt(3));
                repeat = kit.send(second, purchase.withMti("0101"));
            } else {
                repeat = kit.send(second, purchase.withMti("0101"));
                pause(random.nextInt(3));
                first.undelivered(purchase.request(), approval);
            }
            Reason reason = RecordKit.await(repeat).reason();
            outcomes.merge(reason, 1, Integer::sum);
            assertEquals(reason, kit.ask(first, purchase.withMti("0101")).reason());
            assertEquals(reason, kit.ask(second, purchase.withMti("0101")).reason());
            assertEquals(reason == Reason.APPROVED ? 700 : 0, kit.held(card));
        }
        assertEquals(150, kit.number("select count(*) from journal_events"), "one fate each");
        assertTrue(
                outcomes.containsKey(Reason.APPROVED) && outcomes.containsKey(Reason.LATE),
                () -> "both orders must have been seen: " + outcomes);
    }

    /** Has it undone, and waits until the lane has done it. */
    private void undo(Recorder recorder, Sent purchase, Answer approval) {
        recorder.undelivered(purchase.request(), approval);
        kit.ask(recorder, Sent.purchase(purchase.card(), 5_000_000));
    }

    private List<RecordKit.Card> cards(int count, long limit) {
        List<RecordKit.Card> cards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cards.add(kit.card(limit));
        }
        return cards;
    }

    private void awaitLockWaits(int sessions) {
        while (kit.number("select count(*) from pg_locks where not granted") < sessions) {
            pause(5);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
