package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One connection over a real socket, from its first byte to its last. */
class LinkTest {
    private final HeldMessages flow = new HeldMessages();

    @Test
    void aMessageIsHandedOverWithItsLinkAndItsAnswerComesBack() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            long before = System.nanoTime();
            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            assertEquals(Samples.purchase(1), inbound.message());
            assertEquals("test", inbound.link().network());
            assertTrue(inbound.arrivedNanos() - before >= 0);
            assertTrue(inbound.arrivedNanos() - System.nanoTime() <= 0);

            CompletableFuture<Delivery> outcome = new CompletableFuture<>();
            inbound.answer(HeldMessages.approval(inbound.message()), outcome::complete);

            assertEquals(HeldMessages.approval(Samples.purchase(1)), peer.receive());
            assertEquals(Delivery.WRITTEN, outcome.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void answersMayOvertakeEachOther() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            peer.send(Samples.purchase(2));
            InboundMessage first = flow.take();
            InboundMessage second = flow.take();
            second.answer(HeldMessages.approval(second.message()), _ -> {});
            assertEquals("000002", peer.receive().text(11).orElseThrow());
            first.answer(HeldMessages.approval(first.message()), _ -> {});
            assertEquals("000001", peer.receive().text(11).orElseThrow());
        }
    }

    @Test
    void anAnswerAfterTheConnectionClosedIsUndelivered() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow)) {
            InboundMessage inbound;
            try (Peer peer = Peer.connect(link)) {
                peer.send(Samples.purchase(1));
                inbound = flow.take();
            }
            link.event(LinkEvent.LinkClosed.class);
            CompletableFuture<Delivery> outcome = new CompletableFuture<>();
            inbound.answer(HeldMessages.approval(inbound.message()), outcome::complete);
            assertEquals(Delivery.UNDELIVERED, outcome.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aMessageIsAnsweredOrDiscardedOnlyOnce() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            Message approval = HeldMessages.approval(inbound.message());
            inbound.answer(approval, _ -> {});
            assertThrows(IllegalStateException.class, () -> inbound.answer(approval, _ -> {}));
            assertThrows(IllegalStateException.class, inbound::discard);
        }
    }

    @Test
    void anAnswerThatTheDialectCannotWriteLeavesRoomForAnother() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            Message tooLong = Message.builder("0110").text(39, "000000").build();
            assertThrows(IllegalArgumentException.class, () -> inbound.answer(tooLong, _ -> {}));
            inbound.answer(HeldMessages.approval(inbound.message()), _ -> {});
            assertEquals("00", peer.receive().text(39).orElseThrow());
        }
    }

    @Test
    void aBugInTheFlowIsAnswered96AndAlarms() throws Exception {
        MessageFlow broken =
                _ -> {
                    throw new IllegalStateException("9999000000000011");
                };
        try (OpenLink link = new OpenLink(OpenLink.settings(), broken);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(7));
            Message answer = peer.receive();
            assertEquals("96", answer.text(39).orElseThrow());
            assertEquals("000007", answer.text(11).orElseThrow());
            LinkEvent.FlowFailed failed = link.event(LinkEvent.FlowFailed.class);
            assertEquals("java.lang.IllegalStateException", failed.fault());
            assertTrue(failed.isAlarm());
        }
    }

    @Test
    void aBugInTheOutcomeOfOneAnswerDoesNotReachTheOthers() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            peer.send(Samples.purchase(2));
            InboundMessage first = flow.take();
            InboundMessage second = flow.take();
            first.answer(
                    HeldMessages.approval(first.message()),
                    _ -> {
                        throw new IllegalStateException();
                    });
            CompletableFuture<Delivery> outcome = new CompletableFuture<>();
            second.answer(HeldMessages.approval(second.message()), outcome::complete);
            assertEquals(Delivery.WRITTEN, outcome.get(10, TimeUnit.SECONDS));
            assertTrue(link.event(LinkEvent.FlowFailed.class).isAlarm());
            assertEquals("000001", peer.receive().text(11).orElseThrow());
            assertEquals("000002", peer.receive().text(11).orElseThrow());
        }
    }

    @Test
    void anAnswerMayBeLongerThanTheLongestRequest() throws Exception {
        LinkSettings tight =
                OpenLink.settings(Dialect.iso87Ascii(), OpenLink.frame("2-byte").withMaxBytes(55));
        try (OpenLink link = new OpenLink(tight, flow);
                Peer peer = Peer.connect(link)) {
            assertEquals(2 + 55, peer.frame(Samples.management("301", 1)).length);
            peer.send(Samples.management("301", 1));
            assertEquals("00", peer.receive().text(39).orElseThrow());
        }
    }
}
