package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that dials, over real sockets: the test is the network that it reaches or does not. */
class LinkDialTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final HeldMessages flow = new HeldMessages();

    @Test
    void itSignsOnAndAnswersWhatTheNetworkAsks() throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(network.host());
                Peer peer = network.accept(link)) {
            Message signOn = peer.receive();
            assertEquals("0800", signOn.mti().toString());
            assertEquals("001", signOn.text(70).orElseThrow());
            assertEquals(10, signOn.text(7).orElseThrow().length());
            peer.send(DialledNetwork.answer(signOn, "00"));
            assertEquals(LinkState.SIGNED_ON, link.event(LinkEvent.LinkStateChanged.class).after());

            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            assertEquals("test", inbound.link().network());
            inbound.answer(HeldMessages.approval(inbound.message()), _ -> {});
            assertEquals(HeldMessages.approval(Samples.purchase(1)), peer.receive());
            peer.send(Samples.management("301", 9));
            assertEquals("000009", peer.receive().text(11).orElseThrow());
            assertTrue(link.links().isOpen());
            link.assertNoAlarm();
        }
    }

    @Test
    void itTellsWhatItDials() throws Exception {
        NetworkHost closed = DialledNetwork.closedHost();
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(closed, network.host())) {
            assertEquals(
                    "[" + closed + ", " + network.host() + "]",
                    link.event(LinkEvent.LinkDialling.class).hosts());
            IllegalArgumentException none =
                    assertThrows(IllegalArgumentException.class, () -> link.port());
            assertEquals("no link default listens", none.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 91", "false, 00"})
    void whereSignOnIsRequiredMessagesAreAnswered91UntilOursIsAccepted(
            boolean required, String code) throws Exception {
        LinkSettings settings = OpenLink.settings(new AnswerPolicy(required, Map.of()));
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = open(settings, HeldMessages.approving(), network.host());
                Peer peer = network.accept(link)) {
            Message signOn = peer.receive();
            peer.send(Samples.purchase(1));
            assertEquals(code, peer.receive().text(39).orElseThrow());
            peer.send(DialledNetwork.answer(signOn, "00"));
            peer.send(Samples.purchase(2));
            assertEquals("00", peer.receive().text(39).orElseThrow());
        }
    }

    @Test
    void thereIsOneConnectionAtATime() throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(network.host());
                Peer peer = network.acceptSignedOn(link)) {
            assertTrue(network.isLeftAloneFor(200));
            peer.send(Samples.management("301", 1));
            assertEquals("00", peer.receive().text(39).orElseThrow());
        }
    }

    @Test
    void aShutdownSignsOffAnswersWhatIsInFlightAndDialsNoMore() throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(network.host());
                Peer peer = network.acceptSignedOn(link)) {
            peer.send(Samples.purchase(1));
            InboundMessage inbound = flow.take();
            CompletableFuture<Void> drained =
                    link.links().drain(Duration.ofSeconds(10)).toCompletableFuture();
            Message signOff = peer.receive();
            assertEquals("002", signOff.text(70).orElseThrow());
            peer.send(DialledNetwork.answer(signOff, "00"));
            assertFalse(link.links().isOpen());
            inbound.answer(HeldMessages.approval(inbound.message()), _ -> {});
            assertEquals("000001", peer.receive().text(11).orElseThrow());
            assertTrue(peer.isClosed());
            peer.close();
            drained.get(10, TimeUnit.SECONDS);
            assertEquals(CloseReason.SHUTDOWN, link.event(LinkEvent.LinkClosed.class).reason());
            assertEquals(0, link.event(LinkEvent.LinkDrained.class).unanswered());
            assertTrue(network.isLeftAloneFor(200));
            link.assertNoAlarm();
        }
    }

    @Test
    void aShutdownBeforeTheSignOnIsAcceptedOrBetweenTwoAttemptsDialsNoMoreEither()
            throws Exception {
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = dialling(network.host());
                Peer peer = network.accept(link)) {
            Message signOn = peer.receive();
            CompletableFuture<Void> drained = link.links().drain(LONG).toCompletableFuture();
            assertEquals("002", peer.receive().text(70).orElseThrow());
            peer.send(DialledNetwork.answer(signOn, "05"));
            assertTrue(peer.isClosed());
            peer.close();
            drained.get(10, TimeUnit.SECONDS);
            assertEquals(CloseReason.SHUTDOWN, link.event(LinkEvent.LinkClosed.class).reason());
            assertTrue(network.isLeftAloneFor(200));
        }
        NetworkHost host = DialledNetwork.closedHost();
        try (OpenLink link = dialling(host)) {
            link.event(LinkEvent.DialFailed.class);
            link.links().drain(LONG).toCompletableFuture().get(10, TimeUnit.SECONDS);
            try (DialledNetwork back = new DialledNetwork(host)) {
                assertTrue(back.isLeftAloneFor(200));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void itSignsOnInTheTermsOfItsEdition(String dialect) throws Exception {
        LinkSettings plain = OpenLink.settings();
        LinkSettings settings =
                OpenLink.settings(Dialect.builtIn(dialect).orElseThrow(), plain.frame());
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = open(settings, flow, network.host());
                Peer peer = network.accept(link)) {
            Message signOn = peer.receive();
            assertEquals("1804", signOn.mti().toString());
            assertEquals(Optional.of("801"), signOn.text(24));
            peer.send(Message.builder("1814").echo(signOn, 7, 11, 24).text(39, "800").build());
            assertEquals(LinkState.SIGNED_ON, link.event(LinkEvent.LinkStateChanged.class).after());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-binary", "visa-base1", "mastercard-cis"})
    void everyDialectCanSignOn(String dialect) throws Exception {
        LinkSettings settings =
                OpenLink.settings(
                        Dialect.builtIn(dialect).orElseThrow(),
                        OpenLink.frame(dialect.equals("visa-base1") ? "2-byte,visa" : "2-byte"));
        try (DialledNetwork network = new DialledNetwork();
                OpenLink link = open(settings, flow, network.host());
                Peer _ = network.acceptSignedOn(link)) {
            assertEquals(LinkState.SIGNED_ON, link.event(LinkEvent.LinkStateChanged.class).after());
        }
    }

    @Test
    void aDialectWithoutWordsForASignOnIsRefusedBeforeAnythingIsDialled(@TempDir Path folder)
            throws Exception {
        String whole;
        try (InputStream in = Dialect.class.getResourceAsStream("iso87-ascii.dialect")) {
            whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file =
                Files.writeString(
                        folder.resolve("acme.dialect"), whole.replaceAll("(?m)^ *70 .*\n", ""));
        Dialect dialect = LinkDialects.read(Optional.empty()).of("default", file.toString());
        LinkSettings settings = OpenLink.settings(dialect, OpenLink.settings().frame());
        try (DialledNetwork network = new DialledNetwork()) {
            CompletionException refused =
                    assertThrows(
                            CompletionException.class, () -> open(settings, flow, network.host()));
            assertTrue(refused.getCause() instanceof LinkOpenException, refused::toString);
            String told = String.valueOf(refused.getCause().getMessage());
            assertTrue(told.startsWith("link default cannot dial [" + network.host() + "]"), told);
            assertTrue(told.contains("70"), told);
            assertTrue(network.isLeftAloneFor(100));
        }
    }

    /** These settings, but dialling this host. */
    private static OpenLink open(LinkSettings settings, MessageFlow flow, NetworkHost host) {
        return new OpenLink(OpenLink.with(settings, OpenLink.end(LONG, host)), flow);
    }

    private OpenLink dialling(NetworkHost... hosts) {
        return new OpenLink(OpenLink.dialling(LONG, hosts), flow);
    }
}
