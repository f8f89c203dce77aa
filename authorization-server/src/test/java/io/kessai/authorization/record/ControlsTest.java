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

/** Controls as they are set apply to the next message, and what they measure is counted with it. */
@Tag("database")
class ControlsTest {
    private static final String CARD_USAGE =
            "select day_amount || '/' || day_count || ' ' || lifetime_amount || '/'"
                    + " || lifetime_count from usage where scope = 'card'";

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(100_000);

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aLimitSetInTheMiddleOfTheDayKnowsTheDay() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        assertEquals(Reason.APPROVED, ask(recorder, purchase(300)));
        assertEquals("", kit.text(CARD_USAGE), "nothing to count for");
        kit.control("card", card.id(), "enforced", "limit amount day 1000");
        assertEquals(Reason.LIMIT_AMOUNT, ask(recorder, purchase(701)));
        assertEquals(Reason.APPROVED, ask(recorder, purchase(700)));
        assertEquals(Reason.LIMIT_AMOUNT, ask(recorder, purchase(1)));
        assertEquals("1000/2 1000/2", kit.text(CARD_USAGE));
        kit.control("card", card.id(), "enforced", "limit amount day 1001");
        assertEquals(Reason.APPROVED, ask(recorder, purchase(1)));
        kit.control("card", card.id(), "enforced", "");
        assertEquals(Reason.APPROVED, ask(recorder, purchase(5_000)));
        assertEquals("6001/4 6001/4", kit.text(CARD_USAGE), "counted ever since");
        kit.assertUsageAddsUp("");
    }

    @Test
    void aReversalGivesBack() {
        kit.control("card", card.id(), "enforced", "limit amount day 1000\nlimit count day 2");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent first = purchase(600);
        Sent second = purchase(400);
        assertEquals(Reason.APPROVED, ask(recorder, first));
        assertEquals(Reason.APPROVED, ask(recorder, second));
        ask(recorder, second.reversalTo(100));
        assertEquals("700/2 700/2", kit.text(CARD_USAGE));
        ask(recorder, first.reversal());
        assertEquals("100/1 100/1", kit.text(CARD_USAGE));
        assertEquals(Reason.APPROVED, ask(recorder, purchase(900)));
        kit.assertUsageAddsUp("");
    }

    @Test
    void ofManyInOneBatchAsManyPassAsTheLimitTakes() {
        kit.control("account", card.accountId(), "enforced", "limit amount month 1000");
        kit.control("card", card.id(), "enforced", "limit amount rolling 24h 700");
        RecordKit.Card other = kit.cardOf(card.accountId());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        for (int i = 0; i < 20; i++) {
            answers.add(kit.send(recorder, purchase(100)));
        }
        for (int i = 0; i < 20; i++) {
            answers.add(kit.send(recorder, Sent.purchase(other.token(), 100)));
        }
        recorder.start();
        long approved =
                answers.stream()
                        .map(RecordKit::await)
                        .filter(answer -> answer.reason() == Reason.APPROVED)
                        .count();
        assertEquals(10, approved);
        assertEquals(700, kit.number("select day_amount from usage where scope = 'card'"));
        assertEquals(1_000, kit.number("select day_amount from usage where scope = 'account'"));
        assertEquals(Reason.LIMIT_AMOUNT, ask(recorder, purchase(1)));
        kit.assertUsageAddsUp("");
    }

    @Test
    void rollingWindowsEndWhereTheyShould() {
        kit.control("account", card.accountId(), "enforced", "limit count rolling 60m 1");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        assertEquals(Reason.APPROVED, ask(recorder, purchase(1)));
        assertEquals(Reason.LIMIT_COUNT, ask(recorder, purchase(1)));
        kit.column("update authorizations set decided_at = decided_at - interval '59 minutes'");
        assertEquals(Reason.LIMIT_COUNT, ask(recorder, purchase(1)));
        kit.column("update authorizations set decided_at = decided_at - interval '1 minute'");
        assertEquals(Reason.APPROVED, ask(recorder, purchase(1)));
    }

    @Test
    void anApprovalThatCameTooLateGivesBack() {
        kit.control("card", card.id(), "enforced", "limit amount day 1000");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent given = purchase(300);
        ask(recorder, given);
        Sent increment = given.increment(200);
        assertEquals(Reason.APPROVED, ask(recorder, increment));
        Sent late = purchase(500);
        assertEquals(Reason.APPROVED, ask(recorder, late));
        assertEquals("1000/2 1000/2", kit.text(CARD_USAGE));
        recorder.rejected(late.request().key(), late.card());
        recorder.rejected(increment.request().key(), increment.card());
        assertEquals(Reason.LIMIT_AMOUNT, ask(recorder, purchase(701)));
        assertEquals("300/1 300/1", kit.text(CARD_USAGE));
        assertEquals(Reason.APPROVED, ask(recorder, purchase(700)));
        kit.assertUsageAddsUp("");
        kit.assertBooksAgree();
    }

    @Test
    void whatWasCountedOnAnotherDayIsGivenBackThere() {
        kit.control("card", card.id(), "enforced", "limit amount day 1000");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent yesterdays = purchase(600);
        ask(recorder, yesterdays);
        kit.column("update authorizations set decided_at = decided_at - interval '1 day'");
        kit.column("update accounts set usage = null, usage_on = null, usage_zone = null");
        kit.column("update cards set usage = null, usage_on = null, usage_zone = null");
        assertEquals(Reason.APPROVED, ask(recorder, purchase(1_000)));
        assertEquals("1000/1 1600/2", kit.text(CARD_USAGE));
        ask(recorder, yesterdays.reversal());
        assertEquals("1000/1 1000/1", kit.text(CARD_USAGE));
        kit.assertUsageAddsUp("");
    }

    @Test
    void shadowIsJournaledAndNotEnforced() {
        kit.control("product", "standard", "shadow", "deny mcc 5411");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        assertEquals(Reason.APPROVED, ask(recorder, purchase(1)));
        assertEquals(
                "MCC_NOT_ALLOWED controls:1",
                kit.text(
                        "select reason || ' ' || cause_key from journal_events where kind = 'shadow'"));
        kit.control("product", "standard", "enforced", "deny mcc 7995");
        assertEquals(Reason.APPROVED, ask(recorder, purchase(1)));
        assertEquals(1, kit.number("select count(*) from journal_events where kind = 'shadow'"));
        kit.control("product", "standard", "enforced", "deny mcc 5411");
        assertEquals(Reason.MCC_NOT_ALLOWED, ask(recorder, purchase(1)));
    }

    @Test
    void aZoneThatChangedCutsAnew() {
        kit.control("card", card.id(), "enforced", "limit amount day 1000");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        ask(recorder, purchase(600));
        kit.column("update accounts set usage_zone = 'UTC', usage[1] = 0 where usage is not null");
        kit.column("update cards set usage_zone = 'UTC', usage[1] = 0 where usage is not null");
        assertEquals(Reason.LIMIT_AMOUNT, ask(recorder, purchase(401)));
        kit.assertUsageAddsUp("");
    }

    private Sent purchase(long amount) {
        return Sent.purchase(card.token(), amount);
    }

    private Reason ask(Recorder recorder, Sent message) {
        return kit.ask(recorder, message).reason();
    }
}
