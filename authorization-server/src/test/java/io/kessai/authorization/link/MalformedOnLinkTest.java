package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.MalformedTable;
import io.kessai.iso8583.MalformedTable.Case;
import io.kessai.iso8583.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of {@code malformed.table} against a listening link: what comes back, what is counted,
 * what closes. All payloads of a dialect go over one connection, which survives them.
 */
class MalformedOnLinkTest {
    private static final Map<String, Survivor> SURVIVORS = new HashMap<>();
    private static int lastStan;

    /** A connection that all cases of a dialect share. */
    private record Survivor(OpenLink link, Peer peer, HeldMessages flow) {
        static Survivor of(String dialect) {
            try {
                HeldMessages flow = new HeldMessages();
                OpenLink link =
                        new OpenLink(
                                OpenLink.settings(
                                        Dialect.builtIn(dialect).orElseThrow(),
                                        OpenLink.frame("2-byte,tpdu")),
                                flow);
                return new Survivor(link, Peer.connect(link), flow);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (Survivor survivor : SURVIVORS.values()) {
            survivor.peer().close();
            survivor.link().close();
        }
    }

    static Stream<Case> payloads() {
        return MalformedTable.cases().stream()
                .filter(example -> example.format().startsWith("iso87"));
    }

    static Stream<Case> streams() {
        return MalformedTable.cases().stream().filter(Case::isStream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void aPayloadIsAnsweredOrDroppedAndTheConnectionSurvives(Case example) throws Exception {
        Survivor on = SURVIVORS.computeIfAbsent(example.format(), Survivor::of);
        on.peer().send(on.peer().frame(example.bytes().toArray()));
        Optional<String> field = example.answeredField();
        if (field.isPresent()) {
            assertEquals(formatError(example, field.get()), on.peer().receive());
        } else if (example.isDropped()) {
            assertEquals(lastWord(example), on.link().event(LinkEvent.MessageDropped.class).rule());
        } else {
            Message message = on.flow().take().message();
            assertEquals(
                    example.outcome(),
                    message.fields()
                            .mapToObj(number -> " " + number)
                            .reduce("message " + message.mti(), String::concat));
        }
        assertAlive(on.peer());
        assertTrue(on.flow().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void aStreamIsCutAndClosedAsTheTableSays(Case example) throws Exception {
        HeldMessages flow = new HeldMessages();
        try (OpenLink link =
                        new OpenLink(
                                OpenLink.settings(
                                        Dialect.iso87Ascii(), OpenLink.frame(example.format())),
                                flow);
                Peer peer = Peer.connect(link)) {
            peer.send(example.bytes().toArray());
            for (String step : example.outcome().split(", ")) {
                expect(step, link, peer);
            }
            if (!example.isClosing() && !example.outcome().equals("wait")) {
                assertAlive(peer);
            }
            assertTrue(flow.isEmpty());
            link.assertNoAlarm();
        }
    }

    @Test
    void theTableIsThere() {
        assertTrue(payloads().count() >= 60);
        assertTrue(streams().count() >= 20);
    }

    private static void expect(String step, OpenLink link, Peer peer) throws Exception {
        String[] words = step.split(" ");
        switch (words[0]) {
            case "poll" -> assertEquals(peer.emptyFrame(), peer.receivePoll());
            // No frame of the table is a message: each is dropped by its first fault.
            case "frame" -> {
                String rule = link.event(LinkEvent.MessageDropped.class).rule();
                assertTrue(rule.equals("message-ends-early") || rule.equals("mti-not-numeric"));
            }
            case "close" -> {
                assertEquals(words[1], link.event(LinkEvent.MessageDropped.class).rule());
                assertEquals(
                        CloseReason.FRAME_UNREADABLE,
                        link.event(LinkEvent.LinkClosed.class).reason());
                assertTrue(peer.isClosed());
            }
            case "wait" -> {
                link.event(LinkEvent.LinkConnected.class);
                assertTrue(link.isQuiet());
            }
            default -> throw new AssertionError("no such outcome: " + step);
        }
    }

    /** What the sender finds its message by is the same in all cases that are answered. */
    private static Message formatError(Case example, String field) {
        return Message.builder(responseType(example))
                .text(7, "0630123456")
                .text(11, "000123")
                .text(39, "30")
                .text(44, field)
                .build();
    }

    /** The type in the payload's head, with its third digit one higher and its fourth even. */
    private static String responseType(Case example) {
        byte[] payload = example.bytes().toArray();
        String type =
                example.format().equals("iso87-binary")
                        ? String.format("%02x%02x", payload[0], payload[1])
                        : new String(payload, 0, 4, java.nio.charset.StandardCharsets.US_ASCII);
        return type.substring(0, 2) + (char) (type.charAt(2) + 1) + "0";
    }

    private static void assertAlive(Peer peer) throws IOException {
        lastStan++;
        peer.send(Samples.management("301", lastStan));
        Message answer = peer.receive();
        assertEquals("0810", answer.mti().toString());
        assertEquals(Samples.stan(lastStan), answer.text(11).orElseThrow());
    }

    private static String lastWord(Case example) {
        return example.outcome().substring(example.outcome().lastIndexOf(' ') + 1);
    }
}
