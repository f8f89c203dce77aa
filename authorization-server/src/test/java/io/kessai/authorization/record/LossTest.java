package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database hangs, dies, or holds a lock: nobody waits in vain, and no money stays held. */
@Tag("slow")
class LossTest {
    /**
     * As prompt as the others, but on a slow machine only a cut loses the store. Half of the store
     * timeout is waited for at every one of the cuts, before the store counts as found.
     */
    private static final LaneSettings CUT_NOT_SLOW =
            new LaneSettings(
                    1,
                    256,
                    100_000,
                    Duration.ofSeconds(3),
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    RecordKit.TOKYO);

    /** What answering in time may cost on a machine that is busy with other things. */
    private static final Duration BUSY_MACHINE =
            Duration.ofMillis(Long.getLong("kessai.test.slack.millis", 250));

    /** A second, less what the monitor lets pass between its probe and the first message. */
    private static final Duration AFTER_PROBE =
            Duration.ofSeconds(1).minus(RecordKit.STORE_TIMEOUT.dividedBy(2));

    private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.temporary(Durability.DURABLE);

    private final RecordKit kit = RecordKit.on(DATABASE);
    private final RecordKit.Card card = kit.card(1_000_000_000);
    private final RecordKit.Card other = kit.card(1_000_000_000);
    private long approvedBefore = heldTens();

    /** When and how a message was answered. */
    private record Timed(Sent message, CompletableFuture<Answer> answer, long[] nanos) {
        Duration took() {
            return Duration.ofNanos(nanos[1] - nanos[0]);
        }

        Reason reason() {
            return RecordKit.await(answer).reason();
        }
    }

    @AfterAll
    static void stopDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aDatabaseThatHangsIsFoundAnsweredForAndComesBack() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.PROMPT);
        List<Timed> traffic = new ArrayList<>();
        sendFor(recorder, traffic, Duration.ofMillis(300));
        long frozen = System.nanoTime();
        DATABASE.freeze();
        try {
            sendFor(recorder, traffic, Duration.ofSeconds(3));
        } finally {
            DATABASE.thaw();
        }
        assertWaitersWereAnswered(traffic, frozen);
        assertComesBack(recorder);
        assertBooksMatchAnswers(traffic);
    }

    @Test
    void aDatabaseKilledAndRestartedIsTheSame() throws Exception {
        for (int round = 0; round < 3; round++) {
            Recorder recorder = kit.recorder(RecordKit.lanes(RecordKit.PROMPT, 4));
            List<Timed> traffic = new ArrayList<>();
            sendFor(recorder, traffic, Duration.ofMillis(300));
            long killed = System.nanoTime();
            DATABASE.kill();
            sendFor(recorder, traffic, Duration.ofMillis(500));
            DATABASE.start();
            assertWaitersWereAnswered(traffic, killed);
            assertComesBack(recorder);
            assertBooksMatchAnswers(traffic);
            assertEquals(2, kit.witness().storeTurns().size(), "away once, back once");
            kit.witness().storeTurns().clear();
        }
    }

    @Test
    void everyRequestLostAtEveryPointLeavesOneConsistentAnswer() throws Exception {
        try (Forwarder way = new Forwarder(DATABASE)) {
            int requests = requestsOfOneApproval(way);
            for (Forwarder.Cut cut : Forwarder.Cut.values()) {
                for (int n = 1; n <= requests; n++) {
                    boolean commit = n == requests;
                    loseOne(way, n, cut, commit && cut != Forwarder.Cut.BEFORE_SERVER);
                }
            }
        }
    }

    /** The last of them is the commit. */
    private int requestsOfOneApproval(Forwarder way) {
        Recorder recorder = started(way);
        kit.ask(recorder, Sent.purchase(card.token(), 1));
        way.cut(0, Forwarder.Cut.BEFORE_SERVER);
        kit.ask(recorder, Sent.purchase(card.token(), 1));
        int requests = way.requests();
        kit.closeRecorders();
        return requests;
    }

    private Recorder started(Forwarder way) {
        Recorder recorder = kit.idle(CUT_NOT_SLOW, kit.endpoint(way));
        recorder.start();
        return recorder;
    }

    private void loseOne(Forwarder way, int n, Forwarder.Cut cut, boolean isCommitted) {
        String when = cut + " of request " + n;
        RecordKit.Card own = kit.card(10_000);
        Recorder recorder = started(way);
        kit.ask(recorder, Sent.purchase(own.token(), 1));
        int cutsBefore = way.cuts();
        way.cut(n, cut);
        Sent lost = Sent.purchase(own.token(), 500);
        assertEquals(Reason.STORE_UNAVAILABLE, kit.ask(recorder, lost).reason(), when);
        assertEquals(cutsBefore + 1, way.cuts(), when);
        way.cut(0, cut);
        awaitBack(recorder);
        Answer repeat = kit.ask(recorder, lost.withMti("0101"));
        assertEquals(isCommitted ? Reason.LATE : Reason.APPROVED, repeat.reason(), when);
        assertEquals(isCommitted ? 1 : 501, kit.held(own), when);
        assertEquals(repeat, kit.ask(recorder, lost), when);
        assertEquals(
                isCommitted ? "voided outcome_unknown" : "delivered APPROVED",
                kit.text(
                        "select kind || ' ' || reason from journal_events where message_key = '%s'"
                                .formatted(lost.request().key().line())),
                when);
        kit.closeRecorders();
        kit.assertBooksAgree();
    }

    @Test
    void anAnswerThatCouldNotBeDeliveredReleasesItsHold() {
        Recorder recorder = kit.recorder(RecordKit.PROMPT);
        RecordKit.Card own = kit.card(1_000);
        Sent purchase = Sent.purchase(own.token(), 400);
        Answer approval = kit.ask(recorder, purchase);
        assertEquals(400, kit.held(own));
        recorder.undelivered(purchase.request(), approval);
        assertEquals(Reason.LATE, kit.ask(recorder, purchase.withMti("0101")).reason());
        assertEquals(0, kit.held(own));
        kit.assertBooksAgree();
    }

    @Test
    void aLockHeldForLongIsWaitedForInTurnsAndStopsNobodyElse() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.lanes(RecordKit.PROMPT, 1));
        RecordKit.Card locked = kit.card(1_000);
        RecordKit.Card free = kit.card(1_000);
        kit.ask(recorder, Sent.purchase(free.token(), 1));
        try (var holder = kit.superuser()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute(
                            "select from accounts where id = %d for no key update"
                                    .formatted(locked.accountId()));
            Timed patient = send(recorder, locked, 100, Duration.ofSeconds(10));
            Timed hurried = send(recorder, locked, 100, Duration.ofMillis(900));
            List<Timed> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(send(recorder, free, 10, Duration.ofSeconds(10)));
                Thread.sleep(150);
            }
            for (Timed one : others) {
                assertEquals(Reason.APPROVED, one.reason());
            }
            assertEquals(Reason.LATE, hurried.reason());
            assertTrue(
                    hurried.took().compareTo(Duration.ofMillis(2_000)) < 0,
                    () -> "answered after " + hurried.took());
            assertTrue(!patient.answer().isDone());
            holder.rollback();
            assertEquals(Reason.APPROVED, patient.reason());
        }
        assertTrue(kit.witness().retries(RecordObserver.RetryReason.LOCK_TIMEOUT) > 1);
        assertEquals(List.of(), kit.witness().storeTurns());
        kit.assertBooksAgree();
    }

    @Test
    void aStatementThatWaitsForManyLocksInTurnIsNoLostDatabase() throws Exception {
        Recorder recorder = kit.idle(RecordKit.lanes(RecordKit.PROMPT, 1), kit.endpoint());
        List<Thread> holders = new ArrayList<>();
        List<Timed> waiting = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            RecordKit.Card own = kit.card(1_000);
            waiting.add(send(recorder, own, 10, Duration.ofSeconds(20)));
            holders.add(holdFor(own, Duration.ofMillis(150L * i)));
        }
        recorder.start();
        for (Timed one : waiting) {
            assertEquals(Reason.APPROVED, one.reason());
        }
        for (Thread holder : holders) {
            holder.join();
        }
        assertEquals(List.of(), kit.witness().storeTurns());
    }

    private Thread holdFor(RecordKit.Card own, Duration time) throws Exception {
        var held = new java.util.concurrent.CountDownLatch(1);
        Thread holder =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (var connection = kit.superuser()) {
                                        connection.setAutoCommit(false);
                                        connection
                                                .createStatement()
                                                .execute(
                                                        "select from accounts where id = %d for no"
                                                                        .formatted(own.accountId())
                                                                + " key update");
                                        held.countDown();
                                        Thread.sleep(time.toMillis());
                                    } catch (java.sql.SQLException | InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        held.await();
        return holder;
    }

    private Timed send(Recorder recorder, RecordKit.Card to, long amount, Duration budget) {
        long[] nanos = {System.nanoTime(), 0};
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Sent message = Sent.purchase(to.token(), amount);
        recorder.submit(
                new Submission(
                        message.request(),
                        Instant.now(),
                        nanos[0] + budget.toNanos(),
                        given -> {
                            nanos[1] = System.nanoTime();
                            answer.complete(given);
                        }));
        return new Timed(message, answer, nanos);
    }

    private void sendFor(Recorder recorder, List<Timed> traffic, Duration time)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            traffic.add(send(recorder, card, 10, Duration.ofSeconds(20)));
            traffic.add(send(recorder, other, 10, Duration.ofSeconds(20)));
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** The first to notice within the store timeout, whoever comes later at once. */
    private static void assertWaitersWereAnswered(List<Timed> traffic, long lostAt) {
        Duration atMost = RecordKit.STORE_TIMEOUT.plus(Duration.ofMillis(50)).plus(BUSY_MACHINE);
        long knownAt = lostAt + atMost.toNanos();
        int unavailable = 0;
        for (Timed one : traffic) {
            Reason reason = one.reason();
            unavailable += reason == Reason.STORE_UNAVAILABLE ? 1 : 0;
            assertTrue(
                    one.took().compareTo(atMost) < 0,
                    () -> reason + " after " + one.took().toMillis() + " ms");
            assertTrue(
                    one.nanos()[0] - knownAt < 0
                            || one.took().compareTo(BUSY_MACHINE.plusMillis(50)) < 0,
                    () -> "while away, answered after " + one.took().toMillis() + " ms");
        }
        assertTrue(unavailable > 0, "nothing was lost: the test shows nothing");
    }

    private void assertComesBack(Recorder recorder) {
        awaitBack(recorder);
        long found = System.nanoTime();
        assertEquals(Reason.APPROVED, kit.ask(recorder, Sent.purchase(card.token(), 1)).reason());
        Duration after = Duration.ofNanos(System.nanoTime() - found);
        assertTrue(
                after.compareTo(AFTER_PROBE.plus(BUSY_MACHINE)) < 0,
                () -> "answers again after " + after);
    }

    private static void awaitBack(Recorder recorder) {
        long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (recorder.isStoreAway()) {
            assertTrue(System.nanoTime() - patience < 0, "it never came back");
            Thread.onSpinWait();
        }
    }

    /** Who was told yes has a hold, who was not has none, and a repeat says the same. */
    private void assertBooksMatchAnswers(List<Timed> traffic) {
        kit.closeRecorders();
        kit.assertBooksAgree();
        long approved = traffic.stream().filter(one -> one.reason() == Reason.APPROVED).count();
        assertEquals(approved, heldTens() - approvedBefore);
        Set<String> voided =
                Set.copyOf(
                        kit.column("select message_key from journal_events where kind = 'voided'"));
        Recorder again = kit.recorder(RecordKit.PROMPT);
        for (Timed one : traffic) {
            if (one.reason() == Reason.STORE_UNAVAILABLE) {
                Reason repeat = kit.ask(again, one.message().withMti("0101")).reason();
                boolean isVoided = voided.contains(one.message().request().key().line());
                assertEquals(isVoided ? Reason.LATE : Reason.APPROVED, repeat);
            }
        }
        kit.closeRecorders();
        kit.assertBooksAgree();
        approvedBefore = heldTens();
    }

    private long heldTens() {
        return kit.number(
                "select count(*) from authorizations where status = 'approved'"
                        + " and remaining = 10");
    }
}
