package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.MalformedTable.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of {@code malformed.table}. */
class MalformedTableTest {

    static Stream<Case> payloads() {
        return MalformedTable.cases().stream().filter(example -> !example.isStream());
    }

    static Stream<Case> streams() {
        return MalformedTable.cases().stream().filter(Case::isStream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void aPayloadHasTheOutcomeOfTheTable(Case example) {
        MessageCodec codec = GoldenMessagesTest.codec(example.format());
        assertEquals(example.outcome(), outcome(codec.decode(example.bytes().toArray())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void aStreamHasTheOutcomeOfTheTableHoweverItIsSplit(Case example) {
        FrameFormat format = FrameFormat.parse(example.format()).orElseThrow();
        byte[] bytes = example.bytes().toArray();
        for (int split : List.of(bytes.length, 1, 2, 3, 7)) {
            assertEquals(example.outcome(), outcome(format, bytes, split), "split by " + split);
        }
    }

    @Test
    void theTableHasAtLeastSixtyFaults() {
        long faults =
                MalformedTable.cases().stream()
                        .filter(
                                c ->
                                        c.isDropped()
                                                || c.isClosing()
                                                || c.answeredField().isPresent())
                        .count();
        assertTrue(faults >= 60, faults + " faults");
    }

    private static String outcome(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Ok(Message message) ->
                    message.fields()
                            .mapToObj(number -> " " + number)
                            .collect(Collectors.joining("", "message " + message.mti(), ""));
            case Malformed fault -> {
                String told = fault.fieldPath() + "@" + fault.byteOffset() + " " + fault.rule();
                yield isAnswered(fault)
                        ? "answer-30 DE44=" + fault.field() + " " + told
                        : "drop " + told;
            }
        };
    }

    /** The rule of docs/authorization.md, section 3, last line. */
    private static boolean isAnswered(Malformed fault) {
        return fault.readable()
                .filter(m -> m.mti().expectsResponse() && m.has(7) && m.has(11))
                .isPresent();
    }

    private static String outcome(FrameFormat format, byte[] bytes, int split) {
        FrameReader reader = new FrameReader(format);
        List<String> found = new ArrayList<>();
        boolean closed = false;
        for (int at = 0; at < bytes.length && !closed; at += split) {
            reader.feed(bytes, at, Math.min(split, bytes.length - at));
            for (var next = reader.next(); next.isPresent() && !closed; next = reader.next()) {
                found.add(word(next.get()));
                closed = next.get() instanceof Framed.Unreadable;
            }
        }
        return found.isEmpty() ? "wait" : String.join(", ", found);
    }

    private static String word(Framed framed) {
        return switch (framed) {
            case Framed.Frame frame -> "frame " + frame.payload().length;
            case Framed.Poll _ -> "poll";
            case Framed.Unreadable(String rule) -> "close " + rule;
        };
    }
}
