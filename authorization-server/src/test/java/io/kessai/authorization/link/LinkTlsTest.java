package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.link.TestAuthority.Identity;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and mTLS on a link: who gets through, and who does not. */
class LinkTlsTest {
    @TempDir private Path folder;
    private TestAuthority authority;
    private LinkTls mutual;

    @BeforeEach
    void setUp() throws Exception {
        authority = new TestAuthority(folder, "authority");
        Identity server = authority.identity("server");
        mutual =
                new LinkTls(
                        server.certificate(), server.key(), Optional.of(authority.certificate()));
    }

    @Test
    void withoutClientAuthoritiesAnybodyWhoTrustsUsIsServed() throws Exception {
        LinkTls oneSided = new LinkTls(mutual.certificate(), mutual.key(), Optional.empty());
        try (OpenLink link = open(oneSided);
                Peer peer = connect(link, Optional.empty(), "TLSv1.3")) {
            assertServed(peer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCertificateOfTheAuthorityIsServed(String protocol) throws Exception {
        try (OpenLink link = open(mutual);
                Peer peer = connect(link, Optional.of(authority.identity("client")), protocol)) {
            assertServed(peer);
        }
    }

    @Test
    void noCertificateIsRefused() throws Exception {
        assertRefused(Optional.empty());
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Instant now = Instant.now();
        assertRefused(
                Optional.of(
                        authority.identity(
                                "expired", now.minusSeconds(7200), now.minusSeconds(60))));
    }

    @Test
    void aCertificateThatIsNotValidYetIsRefused() throws Exception {
        Instant now = Instant.now();
        assertRefused(
                Optional.of(
                        authority.identity("early", now.plusSeconds(3600), now.plusSeconds(7200))));
    }

    @Test
    void aForeignCertificateIsRefused() throws Exception {
        assertRefused(Optional.of(new TestAuthority(folder, "foreign").identity("stranger")));
    }

    @Test
    void aPeerThatSpeaksNoTlsIsNeitherServedNorAnAlarm() throws Exception {
        try (OpenLink link = open(mutual);
                Peer peer = new Peer(new Socket("127.0.0.1", link.port()), link.inUse())) {
            peer.send(Samples.management("301", 1));
            assertTrue(peer.isClosed());
            link.event(LinkEvent.HandshakeFailed.class);
            link.assertNoAlarm();
        }
    }

    @Test
    void aSocketThatOpensAndClosesBeforeTheHandshakeIsNoAlarm() throws Exception {
        try (OpenLink link = open(mutual)) {
            new Socket("127.0.0.1", link.port()).close();
            try (Peer peer = connect(link, Optional.of(authority.identity("client")), "TLSv1.3")) {
                assertServed(peer);
            }
            link.assertNoAlarm();
        }
    }

    @Test
    void aShutdownOverTlsDeliversTheLastAnswers() throws Exception {
        HeldMessages flow = new HeldMessages();
        try (OpenLink link = new OpenLink(OpenLink.settings(mutual), flow);
                Peer peer = connect(link, Optional.of(authority.identity("client")), "TLSv1.3")) {
            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            var drained = link.links().drain(java.time.Duration.ofSeconds(10));
            assertEquals("002", peer.receive().text(70).orElseThrow());
            inbound.answer(HeldMessages.approval(inbound.message()), _ -> {});
            assertEquals("000001", peer.receive().text(11).orElseThrow());
            assertTrue(peer.isClosed());
            drained.toCompletableFuture().join();
            link.assertNoAlarm();
        }
    }

    private void assertRefused(Optional<Identity> client) throws Exception {
        HeldMessages flow = new HeldMessages();
        try (OpenLink link = new OpenLink(OpenLink.settings(mutual), flow)) {
            assertThrows(
                    IOException.class,
                    () -> {
                        try (Peer peer = connect(link, client, "TLSv1.3")) {
                            peer.send(Samples.purchase(1));
                            peer.receive();
                        }
                    });
            link.event(LinkEvent.HandshakeFailed.class);
            assertTrue(flow.isEmpty());
            link.assertNoAlarm();
        }
    }

    private static void assertServed(Peer peer) throws IOException {
        peer.send(Samples.purchase(1));
        assertEquals("00", peer.receive().text(39).orElseThrow());
    }

    private static OpenLink open(LinkTls tls) {
        return new OpenLink(OpenLink.settings(tls), HeldMessages.approving());
    }

    private Peer connect(OpenLink link, Optional<Identity> client, String protocol)
            throws IOException, GeneralSecurityException {
        SSLSocket socket =
                (SSLSocket)
                        TestTls.context(authority.certificate(), client)
                                .getSocketFactory()
                                .createSocket("127.0.0.1", link.port());
        socket.setEnabledProtocols(new String[] {protocol});
        try {
            socket.startHandshake();
        } catch (SSLException refused) {
            socket.close();
            throw refused;
        }
        return new Peer(socket, link.inUse());
    }
}
