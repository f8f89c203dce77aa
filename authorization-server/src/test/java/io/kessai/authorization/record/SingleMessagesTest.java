package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.References;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single messages on a real database: posted with their decision, taken back by contra entries. */
@Tag("database")
class SingleMessagesTest {

    private static final String LEDGER =
            """
            select string_agg(
                format('%s %s %s', p.ledger_account, p.direction, p.amount), ', '
                order by t.id, p.line)
            from ledger_postings p join ledger_transactions t on t.id = p.transaction_id""";

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent purchase = Sent.purchase(card.token(), 1_000);
    private final Sent single = purchase.withMti("0200");

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void itIsPostedAndHoldsNothing() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        assertEquals(Reason.APPROVED, kit.ask(recorder, single).reason());
        assertEquals(0, kit.held(card));
        assertEquals(-1_000, posted());
        assertEquals("cardholder debit 1000, settlement credit 1000", kit.text(LEDGER));
        assertEquals(
                "single_message test",
                kit.text(
                        """
                        select t.kind || ' ' || p.network
                        from ledger_transactions t
                        join ledger_postings p on p.transaction_id = t.id and p.line = 2
                        join authorizations a on a.id = t.authorization_id
                        where p.settlement_on = t.booked_on"""));
        kit.assertLedgerAgrees();
    }

    @Test
    void itsFundsAreGoneForTheNext() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, single);
        assertEquals(
                Reason.INSUFFICIENT_FUNDS,
                kit.ask(recorder, Sent.purchase(card.token(), 9_001).withMti("0200")).reason());
        assertEquals(
                Reason.APPROVED, kit.ask(recorder, Sent.purchase(card.token(), 9_000)).reason());
        kit.assertLedgerAgrees();
    }

    @Test
    void aBatchDecidesEachOnWhatTheOnesBeforeItPosted() {
        Sent second = Sent.purchase(card.token(), 9_001).withMti("0200");
        Sent third = Sent.purchase(card.token(), 9_000).withMti("0200");
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        List<CompletableFuture<Answer>> answers =
                List.of(single, second, third, third.reversalTo(100)).stream()
                        .map(sent -> kit.send(recorder, sent.request(), Duration.ofSeconds(60)))
                        .toList();
        recorder.start();
        assertEquals(
                List.of(
                        Reason.APPROVED,
                        Reason.INSUFFICIENT_FUNDS,
                        Reason.APPROVED,
                        Reason.ACCEPTED),
                answers.stream().map(RecordKit::await).map(Answer::reason).toList());
        assertEquals(-1_100, posted());
        kit.assertLedgerAgrees();
    }

    @Test
    void aReversalIsContraEntriesAtOnceAndOnce() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, single);
        kit.ask(recorder, single.reversalTo(600));
        assertEquals(-600, posted());
        Sent full = single.reversal();
        kit.ask(recorder, full);
        kit.ask(recorder, full);
        kit.ask(recorder, single.reversal());
        assertEquals(0, posted());
        assertEquals(
                "cardholder debit 1000, settlement credit 1000, cardholder credit 400,"
                        + " settlement debit 400, cardholder credit 600, settlement debit 600",
                kit.text(LEDGER));
        kit.assertLedgerAgrees();
    }

    @Test
    void aCopyIsNotPostedTwice() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        Answer first = kit.ask(recorder, single);
        assertEquals(first, kit.ask(recorder, single));
        assertEquals(first, kit.ask(recorder, single.withMti("0201")));
        assertEquals(-1_000, posted());
        kit.assertLedgerAgrees();
    }

    @Test
    void oneThatWasNotGivenIsTakenBack() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Answer approved = kit.ask(recorder, single);
        recorder.undelivered(single.request(), approved);
        awaitPosted(0);
        assertEquals("voided", kit.text("select status from authorizations"));
        assertEquals(Reason.LATE, kit.ask(recorder, single).reason());
        kit.assertLedgerAgrees();
    }

    @Test
    void oneThatAnAdviceHasConfirmedIsNotTakenBack() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Answer approved = kit.ask(recorder, single);
        kit.ask(recorder, single.advice(1_000).withMti("0220"));
        recorder.undelivered(single.request(), approved);
        kit.closeRecorders();
        assertEquals(-1_000, posted());
        kit.assertLedgerAgrees();
    }

    @Test
    void aCompletionPostsAndReleasesWhatItsAuthorizationHeld() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        kit.ask(recorder, purchase);
        assertEquals(1_000, kit.held(card));
        Sent completion = purchase.advice(700).withMti("0220");
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, completion).reason());
        assertEquals(0, kit.held(card));
        assertEquals(-700, posted());
        assertEquals(
                "authorized 1000, cleared 700, released 300",
                kit.text(
                        "select string_agg(term || ' ' || amount, ', ' order by term) from hold_history"));
        kit.ask(recorder, completion.reversal());
        assertEquals(0, posted());
        kit.assertLedgerAgrees();
    }

    /** They have the network's id of what they complete, and of one id only two rows are read. */
    @Test
    void theLastOfSeveralCompletionsFindsItsAuthorizationByTheNetworksId() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        kit.ask(recorder, purchase);
        complete(recorder, 100, "", true);
        complete(recorder, 200, "", true);
        for (String of : List.of("22", "10")) {
            kit.column(
                    "update authorizations set network_transaction_id = 'N' where message_class = '"
                            + of
                            + "'");
        }
        assertEquals(700, kit.held(card));
        complete(recorder, 300, "N", false);
        assertEquals(0, kit.held(card));
        assertEquals(-600, posted());
        kit.assertLedgerAgrees();
    }

    /**
     * @param networkId by which it names the purchase; empty: by DE90
     */
    private void complete(Recorder recorder, long yen, String networkId, boolean isPartial) {
        AuthorizationRequest named = purchase.advice(yen).withMti("0220").request();
        References references =
                new References(
                        new Names(networkId, "", ""),
                        "",
                        networkId.isEmpty() ? named.references().original() : Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        "",
                        "",
                        false,
                        isPartial);
        AuthorizationRequest completion =
                new AuthorizationRequest(
                        named.kind(),
                        named.mti(),
                        named.isRepeat(),
                        named.key(),
                        named.card(),
                        named.passesLuhn(),
                        named.payment(),
                        named.acceptor(),
                        references,
                        named.circumstances(),
                        named.findings(),
                        named.pointOfService());
        Answer answer = RecordKit.await(kit.send(recorder, completion, Duration.ofMinutes(1)));
        assertEquals(Reason.ACCEPTED, answer.reason());
    }

    private long posted() {
        return kit.number("select posted from accounts where id = " + card.accountId());
    }

    private void awaitPosted(long posted) throws InterruptedException {
        for (int i = 0; i < 400 && posted() != posted; i++) {
            Thread.sleep(50);
        }
        assertEquals(posted, posted());
    }
}
