package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link of ISO 8583:1993: behind it the same messages, on it its own types and codes. */
class LinkEditionTest {
    private final HeldMessages flow = new HeldMessages();

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void networkManagementIsAnsweredInItsOwnTerms(String dialect) throws Exception {
        try (OpenLink link = open(dialect, OpenLink.LIMITS);
                Peer peer = Peer.connect(link)) {
            peer.send(
                    Message.builder("1804")
                            .text(7, "1121080000")
                            .text(11, "000001")
                            .text(24, "801")
                            .build());
            Message answer = peer.receive();
            assertEquals("1814", answer.mti().toString());
            assertEquals(Optional.of("800"), answer.text(39));
            assertEquals(Optional.of("801"), answer.text(24));
            assertFalse(answer.has(70));
            assertEquals(LinkState.SIGNED_ON, link.event(LinkEvent.LinkStateChanged.class).after());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void theFlowSeesAndAnswersMessagesOf1987(String dialect) throws Exception {
        try (OpenLink link = open(dialect, OpenLink.LIMITS);
                Peer peer = Peer.connect(link)) {
            peer.send(purchase());
            InboundMessage inbound = flow.take();
            assertEquals("0100", inbound.message().mti().toString());
            assertEquals(Optional.of("5411"), inbound.message().text(18));
            inbound.answer(HeldMessages.approval(inbound.message()), _ -> {});
            Message answer = peer.receive();
            assertEquals("1110", answer.mti().toString());
            assertEquals(Optional.of("000"), answer.text(39));
            assertEquals(Optional.of("5411"), answer.text(26));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void anUnreadableMessageIsAnsweredByItsActionCode(String dialect) throws Exception {
        try (OpenLink link = open(dialect, OpenLink.LIMITS);
                Peer peer = Peer.connect(link)) {
            byte[] whole =
                    new MessageCodec(Dialect.builtIn(dialect).orElseThrow()).encode(purchase());
            byte[] cut = Arrays.copyOf(whole, whole.length - 1);
            peer.send(peer.frame(cut));
            Message answer = peer.receive();
            assertEquals("1110", answer.mti().toString());
            assertEquals(Optional.of("904"), answer.text(39));
            assertEquals(Optional.of("49"), answer.text(44));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso93-ascii", "iso93-binary"})
    void weAskAQuietPeerInItsOwnTerms(String dialect) throws Exception {
        LinkLimits quick =
                new LinkLimits(1 << 20, 16, Duration.ofMillis(20), Duration.ofSeconds(10));
        try (OpenLink link = open(dialect, quick);
                Peer peer = Peer.connect(link)) {
            for (int i = 0; i < 3; i++) {
                Message echo = peer.receive();
                assertEquals("1804", echo.mti().toString());
                assertEquals(Optional.of("831"), echo.text(24));
                peer.send(Message.builder("1814").echo(echo, 7, 11, 24).text(39, "800").build());
            }
        }
    }

    private OpenLink open(String dialect, LinkLimits limits) {
        LinkSettings plain =
                OpenLink.settings(
                        Dialect.builtIn(dialect).orElseThrow(), OpenLink.settings().frame());
        return new OpenLink(
                new LinkSettings(
                        plain.name(),
                        plain.network(),
                        plain.end(),
                        plain.dialect(),
                        plain.frame(),
                        plain.answers(),
                        limits),
                flow);
    }

    private static Message purchase() {
        Message like = Samples.purchase(7);
        return Message.builder("1100").echo(like, like.fields().toArray()).text(26, "5411").build();
    }
}
