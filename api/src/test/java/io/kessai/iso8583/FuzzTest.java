package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.GoldenMessages.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages and streams: nothing throws, nothing leaks, every answer is consistent.
 *
 * <p>The seed rotates daily and is printed; {@code -Dkessai.test.seed=S -Dkessai.test.minutes=M}
 * replays or lengthens a run. An input that fails is written to {@code target/fuzz} as hex; moved
 * to {@code src/test/resources/io/kessai/iso8583/crashes} it is run again in every build.
 */
@Tag("fuzz")
class FuzzTest {
    private static final long SEED = Long.getLong("kessai.test.seed", today());
    private static final long MILLIS =
            Math.max(5_000, Long.getLong("kessai.test.minutes", 0) * 60_000);
    private static final List<MessageCodec> CODECS =
            Dialect.builtInNames().stream().map(GoldenMessagesTest::codec).toList();
    private static final List<FrameFormat> FORMATS =
            FramesTest.words().map(word -> FrameFormat.parse(word).orElseThrow()).toList();

    @Test
    void damagedMessagesAreDecodedConsistently() throws IOException {
        Random random = new Random(SEED);
        List<List<byte[]>> corpora = Dialect.builtInNames().stream().map(FuzzTest::corpus).toList();
        long messages = 0;
        long runs = 0;
        for (long end = end(); System.nanoTime() < end; runs++) {
            int spoken = random.nextInt(CODECS.size());
            int heard = random.nextInt(16) == 0 ? random.nextInt(CODECS.size()) : spoken;
            byte[] input = damaged(any(corpora.get(spoken), random), random);
            MessageCodec codec = CODECS.get(heard);
            messages += guarded(codec.dialect().name(), input, () -> checkPayload(codec, input));
        }
        System.out.printf(
                "fuzz of payloads: seed %d, %d runs, %d of them messages%n", SEED, runs, messages);
        assertTrue(messages > 0 && messages < runs, "the damage is too small or too big");
    }

    @Test
    void damagedStreamsAreCutTheSameHoweverTheyAreSplit() throws IOException {
        Random random = new Random(SEED + 1);
        List<byte[]> corpus = corpus("iso87-ascii");
        long frames = 0;
        long runs = 0;
        for (long end = end(); System.nanoTime() < end; runs++) {
            FrameFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
            byte[] input = damaged(stream(format, corpus, random), random);
            long splits = random.nextLong();
            frames += guarded("" + format, input, () -> checkStream(format, input, splits));
        }
        System.out.printf("fuzz of frames: seed %d, %d runs, %d frames%n", SEED, runs, frames);
        assertTrue(frames > 0);
    }

    @Test
    void earlierCrashesStayRepaired() throws IOException, URISyntaxException {
        URL folder = FuzzTest.class.getResource("crashes");
        assertTrue(folder != null, "no folder of crash inputs");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            for (Path file : files.toList()) {
                byte[] input = Bytes.ofHex(Files.readString(file).strip()).toArray();
                CODECS.forEach(codec -> checkPayload(codec, input));
                FORMATS.forEach(format -> checkStream(format, input, SEED));
            }
        }
    }

    /** Gives 1 for a message and 0 for a fault, after checking all that is promised of either. */
    private static int checkPayload(MessageCodec codec, byte[] input) {
        byte[] before = input.clone();
        Decoded decoded = codec.decode(input);
        assertTrue(Arrays.equals(before, input), "the payload was changed");
        return switch (decoded) {
            case Decoded.Ok(Message message) -> {
                checkMessage(codec, message);
                yield 1;
            }
            case Malformed fault -> {
                assertTrue(fault.byteOffset() >= 0 && fault.byteOffset() <= input.length);
                assertTrue(fault.field() >= 0 && fault.field() <= 128);
                fault.readable().ifPresent(message -> checkMessage(codec, message));
                String description = codec.describe(fault);
                for (String card : List.of("9999000000000012", "999900000000012")) {
                    assertFalse(description.contains(card), "card number shown: " + description);
                }
                yield 0;
            }
        };
    }

    private static void checkMessage(MessageCodec codec, Message message) {
        assertEquals(new Decoded.Ok(message), codec.decode(codec.encode(message)));
        String description = codec.describe(message);
        assertEquals(1 + message.fields().count(), description.lines().count(), description);
        if (message.has(55)) {
            Bytes storable = message.tlv(55).orElseThrow().withoutCardholderData();
            Tlv stored = Tlv.parse(storable).orElseThrow();
            assertTrue(stored.tags().stream().noneMatch(Tlv::isCardholderData), "" + stored);
        }
        message.pan();
        DialectFacts facts = codec.dialect().facts();
        facts.partialApprovalAccepted(message);
        facts.isIncrement(message);
        facts.replacementAmount(message);
        facts.networkTransactionId(message);
        facts.originalReference(message);
    }

    private static int checkStream(FrameFormat format, byte[] input, long splits) {
        List<String> whole = cut(format, input, input.length + 1, new Random(splits));
        List<String> split = cut(format, input, 9, new Random(splits));
        assertEquals(whole, split);
        return whole.size();
    }

    private static List<String> cut(FrameFormat format, byte[] input, int most, Random random) {
        FrameReader reader = new FrameReader(format);
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at < input.length) {
            int count = most > input.length ? input.length : 1 + random.nextInt(most);
            reader.feed(input, at, Math.min(count, input.length - at));
            at += count;
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                switch (next.get()) {
                    case Framed.Frame frame ->
                            found.add(frame.header().toHex() + Bytes.of(frame.payload()).toHex());
                    case Framed.Poll poll -> found.add("poll " + poll.bytes().toHex());
                    case Framed.Unreadable(String rule) -> {
                        found.add(rule);
                        return found;
                    }
                }
            }
        }
        return found;
    }

    private static byte[] stream(FrameFormat format, List<byte[]> corpus, Random random) {
        PayloadWriter stream = new PayloadWriter();
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] payload = any(corpus, random);
            stream.write(format.encode(payload, Optional.empty()));
        }
        return stream.toArray();
    }

    /** The golden messages twice, so that they are not drowned by the malformed ones. */
    private static List<byte[]> corpus(String dialect) {
        List<byte[]> corpus = new ArrayList<>();
        for (Golden golden : GoldenMessages.of(dialect)) {
            corpus.add(golden.payload().toArray());
            corpus.add(golden.payload().toArray());
        }
        MalformedTable.cases().stream()
                .filter(example -> example.format().equals(dialect))
                .forEach(example -> corpus.add(example.bytes().toArray()));
        return corpus;
    }

    private static byte[] any(List<byte[]> corpus, Random random) {
        return corpus.get(random.nextInt(corpus.size()));
    }

    /** One to four wounds: a bit, a byte, a span removed, doubled or overwritten, an end cut. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int wounds = random.nextInt(5); wounds > 0 && bytes.length > 0; wounds--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = joined(bytes, 0, at, to, bytes.length);
                case 3 -> bytes = joined(bytes, 0, to, at, bytes.length);
                case 4 ->
                        Arrays.fill(
                                bytes, at, to, (byte) "09AF \0\u00ff".charAt(random.nextInt(7)));
                default -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int from1, int to1, int from2, int to2) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, from1, to1 - from1);
        out.write(bytes, from2, to2 - from2);
        return out.toByteArray();
    }

    /** One check of one input. */
    private interface Check {
        int run();
    }

    private static int guarded(String what, byte[] input, Check check) throws IOException {
        try {
            return check.run();
        } catch (RuntimeException | AssertionError failure) {
            String hex = Bytes.of(input).toHex();
            Path folder = Files.createDirectories(Path.of("target", "fuzz"));
            Path file = folder.resolve("crash-" + Integer.toHexString(hex.hashCode()) + ".hex");
            Files.writeString(file, hex + "\n", StandardCharsets.US_ASCII);
            throw new AssertionError(
                    "seed " + SEED + ", " + what + ", input kept in " + file + ": " + hex, failure);
        }
    }

    private static long today() {
        return LocalDate.now(ZoneOffset.UTC).toEpochDay();
    }

    private static long end() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS) / 2;
    }
}
