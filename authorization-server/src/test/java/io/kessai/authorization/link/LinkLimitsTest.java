package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where a link protects itself, and what is no reason for an alarm. */
class LinkLimitsTest {

    @Test
    void aPeerThatDoesNotReadIsClosedAndEveryAnswerHasOneOutcome() throws Exception {
        AtomicInteger handedOver = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger undelivered = new AtomicInteger();
        MessageFlow flow =
                inbound -> {
                    handedOver.incrementAndGet();
                    Message approval =
                            HeldMessages.approval(inbound.message()).toBuilder()
                                    .echo(inbound.message(), 48)
                                    .build();
                    inbound.answer(
                            approval,
                            delivery ->
                                    (delivery == Delivery.WRITTEN ? written : undelivered)
                                            .incrementAndGet());
                };
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", link.port()));
            Peer peer = new Peer(socket, link.inUse());
            byte[] large =
                    peer.frame(Samples.purchase(1).toBuilder().text(48, "x".repeat(999)).build());
            assertThrows(
                    IOException.class,
                    () -> {
                        for (int i = 0; i < 100_000; i++) {
                            peer.send(large);
                        }
                    });
            LinkEvent.LinkClosed closed = link.event(LinkEvent.LinkClosed.class);
            assertEquals(CloseReason.OUTBOUND_OVER_LIMIT, closed.reason());
            assertTrue(closed.isAlarm());
            assertTrue(undelivered.get() > 0);
            assertEquals(handedOver.get(), written.get() + undelivered.get());
        }
    }

    @Test
    void whatThePeerReadBeforeTheConnectionBrokeIsNotUndelivered() throws Exception {
        int sent = 10_000;
        int read = 100;
        AtomicInteger written = new AtomicInteger();
        CountDownLatch outcomes = new CountDownLatch(sent);
        List<InboundMessage> held = new ArrayList<>();
        MessageFlow answeringAllTogether =
                inbound -> {
                    held.add(inbound);
                    if (held.size() == sent) {
                        held.forEach(one -> answerAtLength(one, written, outcomes));
                    }
                };
        LinkLimits wide =
                new LinkLimits(1 << 26, 16, Duration.ofMinutes(1), Duration.ofSeconds(10));
        try (OpenLink link = new OpenLink(OpenLink.settings(wide), answeringAllTogether);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", link.port()));
            Peer peer = new Peer(socket, link.inUse());
            byte[] large =
                    peer.frame(Samples.purchase(1).toBuilder().text(48, "x".repeat(999)).build());
            for (int i = 0; i < sent; i++) {
                peer.send(large);
            }
            for (int i = 0; i < read; i++) {
                peer.receive();
            }
            peer.close();
            assertTrue(outcomes.await(10, TimeUnit.SECONDS));
            assertTrue(written.get() >= read, () -> written + " written, " + read + " read");
            assertTrue(written.get() < sent);
        }
    }

    private static void answerAtLength(
            InboundMessage inbound, AtomicInteger written, CountDownLatch outcomes) {
        Message approval =
                HeldMessages.approval(inbound.message()).toBuilder()
                        .echo(inbound.message(), 48)
                        .build();
        inbound.answer(
                approval,
                delivery -> {
                    if (delivery == Delivery.WRITTEN) {
                        written.incrementAndGet();
                    }
                    outcomes.countDown();
                });
    }

    @Test
    void aConnectionOverTheLimitIsClosedAtOnceAndTheOthersStay() throws Exception {
        try (OpenLink link = new OpenLink(withConnections(2), HeldMessages.approving());
                Peer first = Peer.connect(link)) {
            Peer second = Peer.connect(link);
            second.send(Samples.management("301", 1));
            second.receive();
            try (Peer third = Peer.connect(link)) {
                assertTrue(third.isClosed());
            }
            assertEquals(2, link.event(LinkEvent.ConnectionRefused.class).limit());
            first.send(Samples.purchase(1));
            assertEquals("00", first.receive().text(39).orElseThrow());

            second.close();
            link.event(LinkEvent.LinkClosed.class);
            try (Peer third = Peer.connect(link)) {
                third.send(Samples.purchase(2));
                assertEquals("00", third.receive().text(39).orElseThrow());
            }
        }
    }

    @Test
    void aSocketThatOpensAndClosesSilentlyIsNoAlarm() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), HeldMessages.approving())) {
            Peer.connect(link).close();
            assertEquals(CloseReason.PEER_CLOSED, link.event(LinkEvent.LinkClosed.class).reason());
            Peer resetting = Peer.connect(link);
            resetting.socket().setSoLinger(true, 0);
            resetting.close();
            assertEquals(CloseReason.PEER_CLOSED, link.event(LinkEvent.LinkClosed.class).reason());
            link.assertNoAlarm();
        }
    }

    @Test
    void aTakenPortIsRefusedByTheLinksName() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            LinkSettings onTaken =
                    OpenLink.settings(
                            new LinkEnd.Listens(
                                    "127.0.0.1", taken.getLocalPort(), Optional.empty()),
                            AnswerPolicy.GENERIC,
                            OpenLink.LIMITS);
            CompletionException refused =
                    assertThrows(
                            CompletionException.class,
                            () -> new OpenLink(onTaken, HeldMessages.approving()));
            assertTrue(refused.getCause() instanceof LinkOpenException, refused::toString);
            assertTrue(
                    String.valueOf(refused.getCause().getMessage())
                            .startsWith(
                                    "link default cannot listen on 127.0.0.1:"
                                            + taken.getLocalPort()));
        }
    }

    private static LinkSettings withConnections(int max) {
        return OpenLink.settings(
                new LinkLimits(1 << 20, max, Duration.ofMinutes(1), Duration.ofSeconds(10)));
    }
}
