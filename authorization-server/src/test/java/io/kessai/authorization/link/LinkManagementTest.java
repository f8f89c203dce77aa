package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Signing on and off, cutover and idle echoes over a real socket. */
class LinkManagementTest {
    private final HeldMessages flow = new HeldMessages();

    @Test
    void signingOnAndOffIsAnsweredAndKnown() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.management("001", 1));
            assertEquals("00", peer.receive().text(39).orElseThrow());
            LinkEvent.LinkStateChanged on = link.event(LinkEvent.LinkStateChanged.class);
            assertEquals(LinkState.CONNECTED, on.before());
            assertEquals(LinkState.SIGNED_ON, on.after());
            peer.send(Samples.management("002", 2));
            assertEquals("00", peer.receive().text(39).orElseThrow());
            assertEquals(
                    LinkState.SIGNED_OFF, link.event(LinkEvent.LinkStateChanged.class).after());
            assertTrue(flow.isEmpty());
        }
    }

    @Test
    void aCutoverIsToldAndTheFlowAnswersIt() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.management("201", 1));
            InboundMessage cutover = flow.take();
            cutover.answer(HeldMessages.approval(cutover.message()), _ -> {});
            assertEquals("0810", peer.receive().mti().toString());
            assertEquals("default", link.event(LinkEvent.CutoverReceived.class).link());
        }
    }

    @Test
    void whereSignOnIsRequiredMessagesAreAnswered91UntilThenAndAfterSignOff() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.requiringSignOn(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            assertEquals("91", peer.receive().text(39).orElseThrow());
            peer.send(Samples.management("001", 2));
            assertEquals("00", peer.receive().text(39).orElseThrow());
            peer.send(Samples.purchase(3));
            assertEquals("000003", flow.take().message().text(11).orElseThrow());
            peer.send(Samples.management("002", 4));
            assertEquals("00", peer.receive().text(39).orElseThrow());
            peer.send(Samples.purchase(5));
            assertEquals("91", peer.receive().text(39).orElseThrow());
            assertTrue(flow.isEmpty());
        }
    }

    @Test
    void aResponseNobodyAskedForIsDroppedAndTheLinkLives() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), flow);
                Peer peer = Peer.connect(link)) {
            peer.send(Message.builder("0810").text(11, "000001").text(39, "00").build());
            peer.send(Message.builder("0180").text(11, "000001").build());
            peer.send(Samples.management("301", 9));
            assertEquals("000009", peer.receive().text(11).orElseThrow());
            assertEquals("never-answered", link.event(LinkEvent.MessageDropped.class).rule());
            assertEquals("never-answered", link.event(LinkEvent.MessageDropped.class).rule());
        }
    }

    @Test
    void aQuietPeerIsAskedAgainAndAgainAndStaysWhileItAnswers() throws Exception {
        try (OpenLink link = new OpenLink(echoing(Duration.ofMillis(20), 10_000), flow);
                Peer peer = Peer.connect(link)) {
            String lastStan = "";
            for (int i = 0; i < 5; i++) {
                Message echo = peer.receive();
                assertEquals("0800", echo.mti().toString());
                assertEquals("301", echo.text(70).orElseThrow());
                assertEquals(10, echo.text(7).orElseThrow().length());
                assertNotEquals(lastStan, echo.text(11).orElseThrow());
                lastStan = echo.text(11).orElseThrow();
                peer.send(NetworkManagement.answer(echo, LinkState.CONNECTED).response());
            }
            link.assertNoAlarm();
        }
    }

    @Test
    void aPeerThatDoesNotAnswerTheEchoIsClosedWithAnAlarm() throws Exception {
        try (OpenLink link = new OpenLink(echoing(Duration.ofMillis(20), 100), flow);
                Peer peer = Peer.connect(link)) {
            Message echo = peer.receive();
            Message ofAnother =
                    Message.builder("0810").echo(echo, 7, 70).text(11, "999999").build();
            peer.send(ofAnother);
            LinkEvent.LinkClosed closed = link.event(LinkEvent.LinkClosed.class);
            assertEquals(CloseReason.ECHO_UNANSWERED, closed.reason());
            assertTrue(closed.isAlarm());
            // Another's answer does not count: no second echo went out.
            assertThrows(IOException.class, peer::receive);
        }
    }

    @Test
    void aPeerThatIsHeardIsNotAsked() throws Exception {
        // By this clock no time passes between what arrives: the peer is never quiet.
        LinkClock standing = new LinkClock(InstantSource.system(), () -> 0);
        try (OpenLink link = new OpenLink(echoing(Duration.ofMillis(20), 100), flow, standing);
                Peer peer = Peer.connect(link)) {
            Thread.sleep(200);
            peer.send(Samples.management("301", 1));
            assertEquals("0810", peer.receive().mti().toString());
            link.assertNoAlarm();
        }
    }

    private static LinkSettings echoing(Duration interval, int limitMillis) {
        return OpenLink.settings(
                new LinkLimits(1 << 20, 16, interval, Duration.ofMillis(limitMillis)));
    }
}
