package io.kessai.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CardMixTest {
    private static final int DRAWS = 100_000;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void gives_hot_cards_their_share() {
        CardMix cards = CardMix.hot(10_000, 10, 20);

        int hot = 0;
        for (int i = 0; i < DRAWS; i++) {
            hot += cards.next(random) < 10 ? 1 : 0;
        }

        assertEquals(0.2, (double) hot / DRAWS, 0.01);
    }

    @Test
    void even_ones_all_come_up() {
        CardMix cards = CardMix.even(50);
        boolean[] seen = new boolean[50];

        for (int i = 0; i < 2_000; i++) {
            seen[cards.next(random)] = true;
        }

        for (boolean each : seen) {
            assertTrue(each);
        }
    }

    @Test
    void refuses_shares_that_cannot_be() {
        assertThrows(IllegalArgumentException.class, () -> CardMix.hot(10, 11, 50));
        assertThrows(IllegalArgumentException.class, () -> CardMix.hot(10, 0, 50));
        assertThrows(IllegalArgumentException.class, () -> CardMix.hot(10, 1, 101));
    }
}
