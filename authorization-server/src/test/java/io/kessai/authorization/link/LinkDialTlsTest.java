package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.link.TestAuthority.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and mTLS of a link that dials: which network it speaks to, and what it shows. */
class LinkDialTlsTest {
    @TempDir private Path folder;
    private TestAuthority authority;
    private DialTls oneSided;

    @BeforeEach
    void setUp() throws Exception {
        authority = new TestAuthority(folder, "authority");
        oneSided = new DialTls(authority.certificate(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aNetworkOfTheAuthorityIsSignedOnTo(String protocol) throws Exception {
        SSLServerSocket socket = socket(authority.identity("network"));
        socket.setEnabledProtocols(new String[] {protocol});
        try (DialledNetwork network = new DialledNetwork(socket);
                OpenLink link = dialling(oneSided, "127.0.0.1", network);
                Peer peer = network.acceptSignedOn(link)) {
            assertServed(peer);
            link.assertNoAlarm();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aNetworkThatWantsToKnowUsSeesOurCertificate(String protocol) throws Exception {
        SSLServerSocket socket = socket(authority.identity("network"));
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setNeedClientAuth(true);
        try (DialledNetwork network = new DialledNetwork(socket);
                OpenLink link = dialling(withIdentity(authority), "127.0.0.1", network);
                Peer peer = network.acceptSignedOn(link)) {
            assertServed(peer);
        }
    }

    @Test
    void aNetworkThatDoesNotAcceptOurCertificateIsTriedAgainAndAlarms() throws Exception {
        SSLServerSocket socket = socket(authority.identity("network"));
        socket.setNeedClientAuth(true);
        DialTls foreign = withIdentity(new TestAuthority(folder, "foreign"));
        try (DialledNetwork network = new DialledNetwork(socket);
                OpenLink link = dialling(foreign, "127.0.0.1", network)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try (Peer peer = network.accept(link)) {
                    assertThrows(IOException.class, peer::receive);
                }
            }
            link.event(LinkEvent.NetworkUnreachable.class);
        }
    }

    @Test
    void aNetworkOfAnotherAuthorityIsNotSpokenTo() throws Exception {
        assertNotSpokenTo(new TestAuthority(folder, "foreign").identity("stranger"), "127.0.0.1");
    }

    @Test
    void anExpiredCertificateIsNotSpokenTo() throws Exception {
        Instant now = Instant.now();
        assertNotSpokenTo(
                authority.identity("expired", now.minusSeconds(7200), now.minusSeconds(60)),
                "127.0.0.1");
    }

    @Test
    void aCertificateOfAnotherHostIsNotSpokenTo() throws Exception {
        assertNotSpokenTo(authority.identity("network"), "localhost");
    }

    @Test
    void aNetworkThatSpeaksNoTlsIsNotSpokenTo() throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(oneSided, "127.0.0.1", network);
                Peer peer = network.accept(link)) {
            peer.send(Samples.management("301", 1));
            link.event(LinkEvent.DialFailed.class);
            link.event(LinkEvent.NetworkUnreachable.class);
        }
    }

    @Test
    void filesThatCannotBeUsedAreRefusedBeforeAnythingIsDialled() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
        try (DialledNetwork network = new DialledNetwork()) {
            DialTls unusable = new DialTls(broken, Optional.empty());
            CompletionException refused =
                    assertThrows(
                            CompletionException.class,
                            () -> dialling(unusable, "127.0.0.1", network));
            assertTrue(refused.getCause() instanceof LinkOpenException, refused::toString);
            assertTrue(
                    String.valueOf(refused.getCause().getMessage())
                            .startsWith("link default cannot dial [" + network.host() + "]: "),
                    refused::toString);
            assertTrue(network.isLeftAloneFor(100));
        }
    }

    private void assertNotSpokenTo(Identity identity, String host) throws Exception {
        HeldMessages flow = new HeldMessages();
        try (DialledNetwork network = new DialledNetwork(socket(identity));
                OpenLink link = dialling(oneSided, host, network, flow);
                Peer peer = network.accept(link)) {
            assertThrows(
                    IOException.class,
                    () -> {
                        peer.send(Samples.purchase(1));
                        peer.receive();
                    });
            LinkEvent.DialFailed failed = link.event(LinkEvent.DialFailed.class);
            assertTrue(failed.fault().contains("SSL"), failed::fault);
            link.event(LinkEvent.NetworkUnreachable.class);
            assertTrue(flow.isEmpty());
        }
    }

    private static void assertServed(Peer peer) throws IOException {
        peer.send(Samples.purchase(1));
        assertEquals("00", peer.receive().text(39).orElseThrow());
    }

    private DialTls withIdentity(TestAuthority issuer)
            throws IOException, GeneralSecurityException {
        Identity own = issuer.identity("us");
        return new DialTls(
                authority.certificate(),
                Optional.of(new DialTls.Identity(own.certificate(), own.key())));
    }

    private SSLServerSocket socket(Identity identity) throws IOException, GeneralSecurityException {
        return (SSLServerSocket)
                TestTls.context(authority.certificate(), Optional.of(identity))
                        .getServerSocketFactory()
                        .createServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
    }

    private static OpenLink dialling(DialTls tls, String host, DialledNetwork network) {
        return dialling(tls, host, network, HeldMessages.approving());
    }

    private static OpenLink dialling(
            DialTls tls, String host, DialledNetwork network, MessageFlow flow) {
        Duration limit = Duration.ofSeconds(10);
        LinkEnd end =
                new LinkEnd.Dials(
                        List.of(new NetworkHost(host, network.host().port())),
                        new DialLimits(limit, limit, OpenLink.BACKOFF),
                        Optional.of(tls));
        return new OpenLink(OpenLink.settings(end, AnswerPolicy.GENERIC, OpenLink.LIMITS), flow);
    }
}
