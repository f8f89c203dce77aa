package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.link.TestAuthority.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and mTLS on a link: who gets through, and who does not. */
class LinkTlsTest {
    private static final char[] NO_PASSWORD = new char[0];

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
                        context(client).getSocketFactory().createSocket("127.0.0.1", link.port());
        socket.setEnabledProtocols(new String[] {protocol});
        try {
            socket.startHandshake();
        } catch (SSLException refused) {
            socket.close();
            throw refused;
        }
        return new Peer(socket, link.inUse());
    }

    private SSLContext context(Optional<Identity> client)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = emptyStore();
        trusted.setCertificateEntry("authority", certificate(authority.certificate()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyStore own = emptyStore();
        if (client.isPresent()) {
            own.setKeyEntry(
                    "own",
                    key(client.get().key()),
                    NO_PASSWORD,
                    new Certificate[] {certificate(client.get().certificate())});
        }
        // "NewSunX509" would look for a certificate of the authorities the server names and send
        // none of another's: this one is sent whatever it is.
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        String body = Files.readString(pem).replaceAll("-----[^-]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }
}
