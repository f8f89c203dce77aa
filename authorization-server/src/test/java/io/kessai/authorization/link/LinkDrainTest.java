package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Shutting down: sign off, take nothing more, answer what is in flight, close. */
class LinkDrainTest {

    @Test
    void whatIsInFlightIsAnsweredAfterTheSignOffAndThenTheLinkCloses() throws Exception {
        HeldMessages flow = new HeldMessages();
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            peer.send(Samples.purchase(2));
            InboundMessage first = flow.take();
            InboundMessage second = flow.take();
            assertTrue(link.links().isOpen());
            int port = link.port();

            CompletableFuture<Void> drained =
                    link.links().drain(Duration.ofSeconds(10)).toCompletableFuture();
            Message signOff = peer.receive();
            assertEquals("0800", signOff.mti().toString());
            assertEquals("002", signOff.text(70).orElseThrow());
            assertFalse(link.links().isOpen());

            peer.send(Samples.purchase(3));
            assertEquals("shutting-down", link.event(LinkEvent.MessageDropped.class).rule());
            try (Peer late = new Peer(new java.net.Socket("127.0.0.1", port), link.inUse())) {
                assertTrue(late.isClosed());
            }
            first.answer(HeldMessages.approval(first.message()), _ -> {});
            assertEquals("000001", peer.receive().text(11).orElseThrow());
            assertFalse(drained.isDone());

            second.discard();
            assertTrue(peer.isClosed());
            peer.close();
            drained.get(10, TimeUnit.SECONDS);
            assertEquals(0, link.event(LinkEvent.LinkDrained.class).unanswered());
            assertTrue(flow.isEmpty());
        }
    }

    @Test
    void theLimitEndsTheWaitAndWhatIsAnsweredLaterIsUndelivered() throws Exception {
        HeldMessages flow = new HeldMessages();
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            link.links()
                    .drain(Duration.ofMillis(50))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            LinkEvent.LinkDrained drained = link.event(LinkEvent.LinkDrained.class);
            assertEquals(1, drained.unanswered());
            assertTrue(drained.isAlarm());
            CompletableFuture<Delivery> outcome = new CompletableFuture<>();
            inbound.answer(HeldMessages.approval(inbound.message()), outcome::complete);
            assertEquals(Delivery.UNDELIVERED, outcome.get(10, TimeUnit.SECONDS));
        }
    }

    @RepeatedTest(5)
    void underTrafficEveryMessageThatWasTakenIsAnsweredAndEveryAnswerArrives() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        try (ExecutorService lane = Executors.newSingleThreadExecutor();
                OpenLink link =
                        new OpenLink(
                                OpenLink.settings(),
                                inbound -> {
                                    taken.incrementAndGet();
                                    lane.execute(() -> approve(inbound, written));
                                });
                Peer peer = Peer.connect(link)) {
            CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> sendUntilCut(peer));
            int answers = 0;
            while (answers < 500) {
                peer.receive();
                answers++;
            }
            CompletableFuture<Void> drained =
                    link.links().drain(Duration.ofSeconds(10)).toCompletableFuture();
            answers += receiveUntilClosed(peer);
            peer.close();
            drained.get(10, TimeUnit.SECONDS);
            traffic.get(10, TimeUnit.SECONDS);
            assertEquals(0, link.event(LinkEvent.LinkDrained.class).unanswered());
            assertEquals(taken.get(), written.get());
            assertEquals(taken.get(), answers);
        }
    }

    private static void approve(InboundMessage inbound, AtomicInteger written) {
        inbound.answer(
                HeldMessages.approval(inbound.message()),
                delivery -> {
                    if (delivery == Delivery.WRITTEN) {
                        written.incrementAndGet();
                    }
                });
    }

    private static void sendUntilCut(Peer peer) {
        try {
            for (int stan = 1; stan < 1_000_000; stan++) {
                peer.send(Samples.purchase(stan % 1_000_000));
            }
        } catch (IOException _) {
            // The link has closed: that is how this traffic ends.
        }
    }

    /** How many answers come before the end; our own sign-off is none. */
    private static int receiveUntilClosed(Peer peer) {
        int answers = 0;
        try {
            while (true) {
                if (peer.receive().mti().function() == 1) {
                    answers++;
                }
            }
        } catch (IOException _) {
            return answers;
        }
    }
}
