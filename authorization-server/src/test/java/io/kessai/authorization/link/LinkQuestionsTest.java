package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Pan;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we ask a network by ourselves, over a real socket: a file update in every dialect. */
class LinkQuestionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pan PAN = Pan.of("9999010000000016").orElseThrow();
    private static final Question BLOCK =
            (dialect, started) -> {
                dialect.facts().cardBlock().orElseThrow().forEach(started::text);
                return started.pan(PAN).build();
            };

    private static LinkSettings telling(LinkSettings s, boolean requireSignOn) {
        return new LinkSettings(
                s.name(),
                s.network(),
                s.end(),
                s.dialect(),
                s.frame(),
                new AnswerPolicy(requireSignOn, Map.of()),
                new FilePolicy(false, true),
                s.limits());
    }

    private static CompletableFuture<Optional<Message>> ask(OpenLink link, Duration limit) {
        return link.links().ask("test", "0302", BLOCK, limit).toCompletableFuture();
    }

    private static Set<String> reachable(OpenLink link) {
        return link.links().toldAndReachable().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso87-ascii",
                "iso87-binary",
                "iso93-ascii",
                "iso93-binary",
                "visa-base1",
                "mastercard-cis"
            })
    void aFileUpdateIsSentInTheWordsOfTheDialectAndItsAnswerIsHeard(String name) throws Exception {
        Dialect dialect = Dialect.builtIn(name).orElseThrow();
        FrameFormat frame = OpenLink.frame(name.equals("visa-base1") ? "2-byte,visa" : "2-byte");
        LinkSettings settings = telling(OpenLink.settings(dialect, frame), false);
        try (OpenLink link = new OpenLink(settings, new HeldMessages());
                Peer peer = Peer.connect(link)) {
            link.event(LinkEvent.LinkConnected.class);
            assertEquals(Set.of("test"), reachable(link));
            CompletableFuture<Optional<Message>> answer = ask(link, LIMIT);
            Message told = peer.receive();
            boolean is1993 = name.startsWith("iso93");
            assertEquals(is1993 ? "1304" : "0302", told.mti().toString());
            assertEquals(PAN, told.pan().orElseThrow());
            assertEquals("EXCEPTION", told.text(101).orElseThrow());
            assertEquals(is1993 ? "301" : "1", told.text(is1993 ? 24 : 91).orElseThrow());
            peer.send(
                    Message.builder(told.mti().response())
                            .echo(told, 7, 11)
                            .text(39, is1993 ? "300" : "00")
                            .build());
            assertEquals("00", answer.join().orElseThrow().text(39).orElseThrow());
        }
    }

    @Test
    void whereSignOnIsRequiredNobodyIsAskedBefore() throws Exception {
        try (OpenLink link = new OpenLink(telling(OpenLink.settings(), true), new HeldMessages());
                Peer peer = Peer.connect(link)) {
            link.event(LinkEvent.LinkConnected.class);
            assertEquals(Set.of(), reachable(link));
            assertTrue(ask(link, LIMIT).join().isEmpty());
            peer.send(Samples.management("001", 1));
            peer.receive();
            assertEquals(Set.of("test"), reachable(link));
        }
    }

    @Test
    void withoutAnAnswerTheQuestionEndsAndALateAnswerIsDropped() throws Exception {
        try (OpenLink link = new OpenLink(telling(OpenLink.settings(), false), new HeldMessages());
                Peer peer = Peer.connect(link)) {
            link.event(LinkEvent.LinkConnected.class);
            CompletableFuture<Optional<Message>> answer = ask(link, Duration.ofMillis(20));
            Message told = peer.receive();
            assertTrue(answer.join().isEmpty());
            peer.send(Message.builder("0312").echo(told, 7, 11).text(39, "00").build());
            assertEquals("never-answered", link.event(LinkEvent.MessageDropped.class).rule());
        }
    }

    @Test
    void aConnectionThatClosesAnswersNothing() throws Exception {
        try (OpenLink link =
                new OpenLink(telling(OpenLink.settings(), false), new HeldMessages())) {
            CompletableFuture<Optional<Message>> answer;
            try (Peer peer = Peer.connect(link)) {
                link.event(LinkEvent.LinkConnected.class);
                answer = ask(link, LIMIT);
                peer.receive();
            }
            assertTrue(answer.join().isEmpty());
        }
    }

    @Test
    void anotherNetworkAndALinkWithoutFileUpdatesAreNotAsked() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.settings(), new HeldMessages());
                Peer peer = Peer.connect(link)) {
            link.event(LinkEvent.LinkConnected.class);
            assertEquals(Set.of(), reachable(link));
            assertTrue(ask(link, LIMIT).join().isEmpty());
            assertTrue(peer.socket().isConnected());
            assertEquals(
                    List.of(),
                    link
                            .links()
                            .ask("acme", "0302", BLOCK, LIMIT)
                            .toCompletableFuture()
                            .join()
                            .stream()
                            .toList());
        }
    }
}
