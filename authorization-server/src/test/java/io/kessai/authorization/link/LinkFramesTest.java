package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Framed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of every kind over a real socket, however the network cuts them. */
class LinkFramesTest {

    static Stream<String> formats() {
        return Stream.of("2-byte", "ascii4", "binary4", "bcd2", "2-byte+00")
                .flatMap(l -> Stream.of(l, l + ",inclusive", l + ",tpdu", l + ",inclusive,tpdu"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFrameMayBeSplitAtEveryByte(String format) throws Exception {
        try (OpenLink link = open(format);
                Peer peer = Peer.connect(link)) {
            int length = peer.frame(Samples.management("301", 0)).length;
            for (int split = 1; split < length; split++) {
                byte[] frame = peer.frame(Samples.management("301", split));
                peer.send(Arrays.copyOfRange(frame, 0, split));
                Thread.sleep(1);
                peer.send(Arrays.copyOfRange(frame, split, length));
                assertEquals(echoed(split), peer.receive());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void severalFramesAndAPollMayComeInOneSegment(String format) throws Exception {
        try (OpenLink link = open(format);
                Peer peer = Peer.connect(link)) {
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            for (int stan = 1; stan <= 5; stan++) {
                segment.writeBytes(peer.frame(Samples.management("301", stan)));
            }
            segment.writeBytes(peer.emptyFrame().toArray());
            segment.writeBytes(peer.frame(Samples.purchase(6)));
            byte[] half = peer.frame(Samples.management("301", 7));
            segment.write(half, 0, half.length / 2);
            peer.send(segment.toByteArray());
            for (int stan = 1; stan <= 5; stan++) {
                assertEquals(echoed(stan), peer.receive());
            }
            assertEquals(peer.emptyFrame(), peer.receivePoll());
            assertEquals(HeldMessages.approval(Samples.purchase(6)), peer.receive());
            peer.send(Arrays.copyOfRange(half, half.length / 2, half.length));
            assertEquals(echoed(7), peer.receive());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-byte,tpdu", "ascii4,inclusive,tpdu"})
    void theAnswersTpduHasSourceAndDestinationSwapped(String format) throws Exception {
        try (OpenLink link = open(format);
                Peer peer = Peer.connect(link)) {
            byte[] payload = new MessageCodec(Dialect.iso87Ascii()).encode(Samples.purchase(1));
            // Encoding swaps: what leaves is 60 0102 0304.
            peer.send(
                    OpenLink.frame(format).encode(payload, Optional.of(Bytes.ofHex("6003040102"))));
            Framed.Frame answer = peer.receiveFrame();
            assertEquals(Bytes.ofHex("6003040102"), answer.header());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theBinaryDialectIsCarriedTheSameWay(String format) throws Exception {
        try (OpenLink link =
                        new OpenLink(
                                OpenLink.settings(Dialect.iso87Binary(), OpenLink.frame(format)),
                                HeldMessages.approving());
                Peer peer = Peer.connect(link)) {
            peer.send(Samples.purchase(1));
            assertEquals(HeldMessages.approval(Samples.purchase(1)), peer.receive());
        }
    }

    @Test
    void whatWasAnsweredBeforeAnUnreadableHeaderStillArrives() throws Exception {
        try (OpenLink link = open("ascii4");
                Peer peer = Peer.connect(link)) {
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            segment.writeBytes(peer.frame(Samples.management("301", 1)));
            segment.writeBytes(new byte[] {'n', 'o', 'n', 'e'});
            peer.send(segment.toByteArray());
            assertEquals(echoed(1), peer.receive());
            assertTrue(peer.isClosed());
        }
    }

    private static OpenLink open(String format) {
        return new OpenLink(
                OpenLink.settings(Dialect.iso87Ascii(), OpenLink.frame(format)),
                HeldMessages.approving());
    }

    private static Message echoed(int stan) {
        Message request = Samples.management("301", stan);
        return Message.builder("0810").echo(request, 7, 11, 70).text(39, "00").build();
    }
}
