package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link that dials does about a network that is away, deaf or unwilling. */
class LinkRedialTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final HeldMessages flow = new HeldMessages();

    @Test
    void afterTheNetworkClosesItDialsAndSignsOnAgain() throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(network.host())) {
            for (int connection = 1; connection <= 4; connection++) {
                try (Peer peer = network.acceptSignedOn(link)) {
                    peer.send(Samples.purchase(connection));
                    flow.take().discard();
                }
                LinkEvent.LinkClosed closed = link.event(LinkEvent.LinkClosed.class);
                assertEquals(CloseReason.PEER_CLOSED, closed.reason());
                assertEquals(connection, closed.connection());
                assertEquals(LinkState.SIGNED_ON, closed.state());
            }
            link.assertNoAlarm();
        }
    }

    @Test
    void whenNobodyAnswersItWaitsTwiceAsLongEachTimeUpToTheMostAndAlarmsOnce() throws Exception {
        long before = System.nanoTime();
        try (OpenLink link = dialling(DialledNetwork.closedHost())) {
            List<Long> waits = new ArrayList<>();
            int alarms = 0;
            while (waits.size() < 6) {
                LinkEvent told = link.event(LinkEvent.class);
                alarms += told.isAlarm() ? 1 : 0;
                if (told instanceof LinkEvent.DialFailed failed) {
                    waits.add(failed.retryMillis());
                }
            }
            // By the tests' chance a wait is half of its bound: of 20, 40, then 80 for ever.
            assertEquals(List.of(10L, 20L, 40L, 40L, 40L, 40L), waits);
            assertEquals(1, alarms);
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            assertTrue(took.toMillis() >= 10 + 20 + 40 + 40 + 40, took::toString);
        }
    }

    @Test
    void aNetworkThatIsAwayAgainIsAnAlarmAgain() throws Exception {
        NetworkHost host = DialledNetwork.closedHost();
        try (OpenLink link = dialling(host)) {
            LinkEvent.NetworkUnreachable away = link.event(LinkEvent.NetworkUnreachable.class);
            assertTrue(away.isAlarm());
            assertEquals("[" + host + "]", away.hosts());
            try (DialledNetwork back = new DialledNetwork(host);
                    Peer peer = back.acceptSignedOn(link)) {
                peer.send(Samples.purchase(1));
                flow.take().discard();
            }
            link.event(LinkEvent.LinkClosed.class);
            assertTrue(link.event(LinkEvent.NetworkUnreachable.class).isAlarm());
        }
    }

    @Test
    void aConnectionThatSignedOnStartsTheWaitsAnew() throws Exception {
        NetworkHost host = DialledNetwork.closedHost();
        try (OpenLink link = dialling(host)) {
            link.event(LinkEvent.DialFailed.class, failed -> failed.retryMillis() == 40);
            try (DialledNetwork back = new DialledNetwork(host);
                    Peer _ = back.acceptSignedOn(link)) {
                link.event(LinkEvent.LinkStateChanged.class);
                back.close();
            }
            // The wait after the connection was the first, of 20: this one is the second.
            assertEquals(20, link.event(LinkEvent.DialFailed.class).retryMillis());
        }
    }

    @Test
    void theNextHostIsTriedAtOnceAndTheFirstAgainAfterwards() throws Exception {
        NetworkHost away = DialledNetwork.closedHost();
        try (DialledNetwork second = new DialledNetwork();
                OpenLink link = dialling(away, second.host())) {
            try (Peer _ = second.acceptSignedOn(link)) {
                LinkEvent.DialFailed failed = link.event(LinkEvent.DialFailed.class);
                assertEquals(away.toString(), failed.host());
                assertEquals(0, failed.retryMillis());
                assertTrue(failed.fault().contains("refused"), failed::fault);
                link.event(LinkEvent.LinkStateChanged.class);
            }
            try (DialledNetwork first = new DialledNetwork(away);
                    Peer peer = first.acceptSignedOn(link)) {
                peer.send(Samples.purchase(1));
                flow.take().discard();
                link.assertNoAlarm();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "12", "91"})
    void aRefusedSignOnClosesWithAnAlarmAndIsTriedAgain(String code) throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(network.host())) {
            try (Peer peer = network.accept(link)) {
                peer.send(DialledNetwork.answer(peer.receive(), code));
                assertTrue(peer.isClosed());
            }
            LinkEvent.LinkClosed closed = link.event(LinkEvent.LinkClosed.class);
            assertEquals(CloseReason.SIGN_ON_REFUSED, closed.reason());
            assertEquals(LinkState.CONNECTED, closed.state());
            assertTrue(closed.isAlarm());
            assertTrue(link.event(LinkEvent.NetworkUnreachable.class).isAlarm());
            try (Peer peer = network.acceptSignedOn(link)) {
                assertEquals(
                        LinkState.SIGNED_ON, link.event(LinkEvent.LinkStateChanged.class).after());
                peer.send(Samples.purchase(1));
                flow.take().discard();
            }
        }
    }

    @Test
    void aSignOnThatIsNotAnsweredClosesWithAnAlarmAndTheNextHostIsTried() throws Exception {
        try (DialledNetwork deaf = new DialledNetwork();
                DialledNetwork second = new DialledNetwork();
                OpenLink link =
                        new OpenLink(
                                OpenLink.dialling(
                                        Duration.ofMillis(300), deaf.host(), second.host()),
                                flow);
                Peer silent = deaf.accept(link)) {
            Message signOn = silent.receive();
            Message ofAnother =
                    DialledNetwork.answer(signOn, "00").toBuilder().text(11, "999999").build();
            silent.send(ofAnother);
            silent.send(Samples.management("301", 1));
            assertEquals("0810", silent.receive().mti().toString());
            assertTrue(silent.isClosed());
            LinkEvent.LinkClosed closed = link.event(LinkEvent.LinkClosed.class);
            assertEquals(CloseReason.SIGN_ON_UNANSWERED, closed.reason());
            assertTrue(closed.isAlarm());
            try (Peer peer = second.acceptSignedOn(link)) {
                peer.send(Samples.purchase(1));
                flow.take().discard();
            }
        }
    }

    @Test
    void anIdleNetworkIsAskedOnlyAfterTheSignOnAndWhenItIsDeafItIsDialledAgain() throws Exception {
        LinkLimits echoing =
                new LinkLimits(1 << 20, 16, Duration.ofMillis(30), Duration.ofMillis(500));
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link =
                        new OpenLink(
                                OpenLink.settings(
                                        OpenLink.end(LONG, network.host()),
                                        AnswerPolicy.GENERIC,
                                        echoing),
                                flow)) {
            try (Peer peer = network.accept(link)) {
                Message signOn = peer.receive();
                Thread.sleep(100);
                assertEquals(0, peer.socket().getInputStream().available());
                peer.send(DialledNetwork.answer(signOn, "00"));
                Message first = peer.receive();
                assertEquals("301", first.text(70).orElseThrow());
                peer.send(DialledNetwork.answer(first, "00"));
                Message second = peer.receive();
                assertEquals("301", second.text(70).orElseThrow());
                assertNotEquals(first.text(11), second.text(11));
                assertEquals(
                        CloseReason.ECHO_UNANSWERED,
                        link.event(LinkEvent.LinkClosed.class).reason());
            }
            network.acceptSignedOn(link).close();
        }
    }

    private OpenLink dialling(NetworkHost... hosts) {
        return new OpenLink(OpenLink.dialling(LONG, hosts), flow);
    }
}
