package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One message that the database refuses harms no other. */
@Tag("database")
class PoisonTest {

    private final RecordKit kit = RecordKit.fast();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void onlyThePoisonedOneOf64IsAnsweredMalfunction() {
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        Sent poison = Sent.purchase(kit.card(1_000).token(), 100).withMerchant("A\u0000B");
        for (int i = 0; i < 64; i++) {
            answers.add(
                    kit.send(
                            recorder,
                            i == 31 ? poison : Sent.purchase(kit.card(1_000).token(), 100)));
        }
        recorder.start();
        List<Reason> reasons = answers.stream().map(RecordKit::await).map(Answer::reason).toList();
        assertEquals(Reason.SYSTEM_MALFUNCTION, reasons.get(31));
        assertEquals(63, reasons.stream().filter(reason -> reason == Reason.APPROVED).count());
        assertEquals(63, kit.number("select count(*) from journal"));
        assertEquals(6_300, kit.number("select sum(held) from accounts"));
        assertEquals(List.of(poison.request()), kit.witness().failed());
        assertEquals(6, kit.witness().retries(RecordObserver.RetryReason.CULPRIT_SOUGHT));
        kit.assertBooksAgree();
    }

    /** The database finds it itself, since the commit is sent with what is written. */
    @Test
    void whatIsWrittenInPartIsNotCommitted() {
        kit.column(
                """
                create function swallow() returns trigger language plpgsql
                as 'begin return case when new.amount = 13 then null else new end; end'""");
        kit.column(
                """
                create trigger swallow before insert on authorizations
                for each row execute function swallow()""");
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        RecordKit.Card card = kit.card(1_000);
        Sent swallowed = Sent.purchase(card.token(), 13);
        CompletableFuture<Answer> before = kit.send(recorder, Sent.purchase(card.token(), 1));
        CompletableFuture<Answer> written = kit.send(recorder, swallowed);
        CompletableFuture<Answer> after = kit.send(recorder, Sent.purchase(card.token(), 2));
        recorder.start();
        assertEquals(Reason.APPROVED, RecordKit.await(before).reason());
        assertEquals(Reason.SYSTEM_MALFUNCTION, RecordKit.await(written).reason());
        assertEquals(Reason.APPROVED, RecordKit.await(after).reason());
        assertEquals(3, kit.held(card));
        assertEquals(2, kit.number("select count(*) from journal"));
        assertEquals(List.of(swallowed.request()), kit.witness().failed());
        kit.assertBooksAgree();
    }

    @Test
    void aCallerThatThrowsKeepsNobodyFromAnAnswer() {
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        RecordKit.Card card = kit.card(1_000);
        Sent thrower = Sent.purchase(card.token(), 100);
        recorder.submit(
                new Submission(
                        thrower.request(),
                        java.time.Instant.now(),
                        System.nanoTime() + 60_000_000_000L,
                        answer -> {
                            throw new IllegalStateException("the link is broken");
                        }));
        CompletableFuture<Answer> other = kit.send(recorder, Sent.purchase(card.token(), 50));
        recorder.start();
        assertEquals(Reason.APPROVED, RecordKit.await(other).reason());
        assertEquals(Reason.LATE, kit.ask(recorder, thrower).reason(), "it was never delivered");
        assertEquals(50, kit.held(card));
        kit.assertBooksAgree();
    }
}
