package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.iso8583.Mti;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** The metrics of links: names and tags are a public contract. */
class LinkMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LinkMetrics metrics = new LinkMetrics(registry);

    @Test
    void connectionsAreCountedByState() {
        metrics.accept(new LinkEvent.LinkListening("acme", "127.0.0.1", 1));
        assertConnections(0, 0, 0);
        metrics.accept(new LinkEvent.LinkConnected("acme", 1, "peer"));
        metrics.accept(new LinkEvent.LinkConnected("acme", 2, "peer"));
        assertConnections(2, 0, 0);
        metrics.accept(
                new LinkEvent.LinkStateChanged(
                        "acme", 1, LinkState.CONNECTED, LinkState.SIGNED_ON));
        assertConnections(1, 1, 0);
        metrics.accept(
                new LinkEvent.LinkStateChanged(
                        "acme", 1, LinkState.SIGNED_ON, LinkState.SIGNED_OFF));
        assertConnections(1, 0, 1);
        metrics.accept(
                new LinkEvent.LinkClosed("acme", 1, CloseReason.PEER_CLOSED, LinkState.SIGNED_OFF));
        metrics.accept(
                new LinkEvent.LinkClosed("acme", 2, CloseReason.SHUTDOWN, LinkState.CONNECTED));
        assertConnections(0, 0, 0);
        assertEquals(
                1,
                registry.get("kessai.link.closes").tag("reason", "peer-closed").counter().count());
    }

    @Test
    void messagesAreCountedByTypeAndOutcomeAndUnknownTypesTogether() {
        for (String mti : new String[] {"0100", "0100", "0900", "0777"}) {
            metrics.accept(
                    new LinkEvent.MessageReceived(
                            "acme", 1, Mti.of(mti), MessageOutcome.HANDED_OVER));
        }
        assertEquals(2, messages("0100"));
        assertEquals(2, messages("other"));
    }

    @Test
    void dropsAreCountedByRule() {
        metrics.accept(new LinkEvent.MessageDropped("acme", 1, "bitmap-not-hex"));
        assertEquals(
                1,
                registry.get("kessai.link.drops")
                        .tags("link", "acme", "rule", "bitmap-not-hex")
                        .counter()
                        .count());
    }

    @Test
    void aLinkThatDialsHasItsGaugesFromTheStartAndItsFailuresByHost() {
        metrics.accept(new LinkEvent.LinkDialling("acme", "[one:1, two:2]"));
        assertConnections(0, 0, 0);
        metrics.accept(new LinkEvent.DialFailed("acme", "one:1", "refused", 0));
        metrics.accept(new LinkEvent.DialFailed("acme", "two:2", "refused", 500));
        metrics.accept(new LinkEvent.DialFailed("acme", "one:1", "refused", 0));
        metrics.accept(new LinkEvent.NetworkUnreachable("acme", "[one:1, two:2]"));
        assertEquals(
                2,
                registry.get("kessai.link.dial-failures")
                        .tags("link", "acme", "host", "one:1")
                        .counter()
                        .count());
    }

    @Test
    void refusedConnectionsAreCountedByReason() {
        metrics.accept(new LinkEvent.ConnectionRefused("acme", "peer", 16));
        metrics.accept(new LinkEvent.HandshakeFailed("acme", "expired"));
        metrics.accept(new LinkEvent.HandshakeFailed("acme", "foreign"));
        assertEquals(1, refused("connections-over-limit"));
        assertEquals(2, refused("handshake-failed"));
    }

    private double refused(String reason) {
        return registry.get("kessai.link.refused")
                .tags("link", "acme", "reason", reason)
                .counter()
                .count();
    }

    private double messages(String type) {
        return registry.get("kessai.link.messages")
                .tags("link", "acme", "type", type, "outcome", "handed-over")
                .counter()
                .count();
    }

    private void assertConnections(int connected, int signedOn, int signedOff) {
        assertEquals(connected, connections("connected"));
        assertEquals(signedOn, connections("signed-on"));
        assertEquals(signedOff, connections("signed-off"));
    }

    private double connections(String state) {
        return registry.get("kessai.link.connections")
                .tags("link", "acme", "state", state)
                .gauge()
                .value();
    }
}
