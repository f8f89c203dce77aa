package io.kessai.authorization.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A position survives its text, and no other text is one. */
class PositionTest {

    private static final Instant AT = Instant.parse("2026-11-21T01:02:03.456789Z");
    private static final Snapshot SEEN = new Snapshot(90, 100, List.of(90L, 95L));

    @Test
    void its_text_gives_it_again() {
        Position plain = new Position(-7, AT, SEEN, Optional.empty());
        assertEquals(Optional.of(plain), Position.parse(plain.text()));
        Position within =
                new Position(
                        Long.MIN_VALUE,
                        Instant.EPOCH,
                        Snapshot.NONE,
                        Optional.of(new Position.Window(SEEN, AT, Instant.EPOCH, 12)));
        assertEquals(Optional.of(within), Position.parse(within.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "2|1|1|1:1:",
                "1|1|1|1:1",
                "1|1|1|0:1:",
                "1|1|1|2:1:",
                "1|1|1|1:9:9",
                "1|1|1|1:9:3,2",
                "1|1|1|1:9:3,",
                "1|x y|1|1:1:",
                "1|1|1|1:1:|1:1:|1|1",
                "1|1|1|1:1:|1:1:|1|1|-1",
                "1|1|1|99999999999999999999:1:"
            })
    void other_text_is_none(String text) {
        String encoded =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertEquals(Optional.empty(), Position.parse(encoded));
        assertEquals(Optional.empty(), Position.parse(text));
    }

    @Test
    void noise_is_never_more_than_refused() {
        Random random = new Random(1);
        byte[] good =
                new Position(5, AT, SEEN, Optional.empty())
                        .text()
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = good.clone();
            noise[random.nextInt(noise.length)] = (byte) (32 + random.nextInt(95));
            Position.parse(new String(noise, StandardCharsets.US_ASCII))
                    .ifPresent(position -> assertTrue(Position.parse(position.text()).isPresent()));
        }
    }
}
