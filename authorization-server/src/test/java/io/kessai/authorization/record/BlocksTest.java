package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A block by a network: the card's status, the journal and what other networks are told. */
@Tag("database")
class BlocksTest {

    private static final String UPDATES =
            """
            select concat_ws(' ', network, action, nullif(outcome, ''))
            from file_updates
            order by network, id""";

    private final RecordKit kit = RecordKit.fast();
    private final Recorder recorder =
            kit.recorder(RecordKit.telling(Set.of("test", "acme", "zeta")));

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aBlockedCardIsDeclinedFromThenOnAndTheOtherNetworksAreTold() {
        RecordKit.Card card = kit.card(1_000);
        Sent block = Sent.purchase(card.token(), 0).withMti("0302");
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, block).reason());
        assertEquals("blocked", kit.text("select status from cards"));
        assertEquals(
                Reason.CARD_BLOCKED, kit.ask(recorder, Sent.purchase(card.token(), 5)).reason());
        assertEquals(List.of("acme block", "zeta block"), kit.column(UPDATES));
        assertEquals(1, kit.number("select count(*) from journal where mti = '0302'"));
    }

    @Test
    void aRepeatGetsTheAnswerOfRecordAndTellsNobodyAgain() {
        RecordKit.Card card = kit.card(1_000);
        Sent block = Sent.purchase(card.token(), 0).withMti("0302");
        kit.ask(recorder, block);
        kit.column("update cards set status = 'active'");
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, block).reason());
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, block.withMti("0303")).reason());
        assertEquals("active", kit.text("select status from cards"));
        assertEquals(2, kit.number("select count(*) from file_updates"));
    }

    @Test
    void inOneBatchTheMessagesBehindABlockFindTheCardBlocked() {
        RecordKit.Card card = kit.card(1_000);
        Recorder later = kit.idle(RecordKit.oneLane(), kit.endpoint());
        CompletableFuture<Answer> before = kit.send(later, Sent.purchase(card.token(), 1));
        CompletableFuture<Answer> block =
                kit.send(later, Sent.purchase(card.token(), 0).withMti("0302"));
        CompletableFuture<Answer> after = kit.send(later, Sent.purchase(card.token(), 2));
        later.start();
        assertEquals(Reason.APPROVED, RecordKit.await(before).reason());
        assertEquals(Reason.ACCEPTED, RecordKit.await(block).reason());
        assertEquals(Reason.CARD_BLOCKED, RecordKit.await(after).reason());
    }

    /** Else the unblock that waits for it would undo its own block. */
    @Test
    void aNetworkThatWasToBeToldOfAnUnblockIsToldOfItsBlock() {
        RecordKit.Card card = kit.card(1_000);
        kit.column(
                "select kessai_file_updates(array[%d], array['unblock'], array[''], array['test'])"
                        .formatted(card.id()));
        kit.ask(recorder, Sent.purchase(card.token(), 0).withMti("0302"));
        assertEquals(
                List.of("acme block", "test unblock superseded", "test block", "zeta block"),
                kit.column(UPDATES));
    }

    @Test
    void aLaterChangeTakesThePlaceOfOneThatWaits() {
        RecordKit.Card card = kit.card(1_000);
        kit.ask(recorder, Sent.purchase(card.token(), 0).withMti("0302"));
        kit.column(
                "select kessai_file_updates(array[%d], array['unblock'], array[''], array['acme'])"
                        .formatted(card.id()));
        assertEquals(
                List.of("acme block superseded", "acme unblock", "zeta block"),
                kit.column(UPDATES));
    }
}
