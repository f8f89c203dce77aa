package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededCardsTest {

    /**
     * Check digits worked out by hand: double every second digit from the right, cast out nines.
     */
    @ParameterizedTest
    @CsvSource({
        // 9 9 9 9 0 0 0 0 0 0 0 0 0 0 0: the doubled nines give 9, so 9+9+9+9 = 36 -> 4
        "0, 9999000000000004",
        // the last 1 doubled adds 2: 38 -> 2
        "1, 9999000000000012",
        // 9 doubled gives 9: 45 -> 5
        "9, 9999000000000095",
        // 1 plain adds 1: 37 -> 3
        "10, 9999000000000103",
        // 999999999: five doubled and four plain nines, all 9: 36 + 81 = 117 -> 3
        "999999999, 9999009999999993",
    })
    void card_i_has_its_index_and_its_check_digit(int index, String pan) {
        assertEquals(pan, SeededCards.pan(index));
    }

    @Test
    void a_bad_number_differs_in_its_last_digit_only() {
        assertEquals("9999000000000005", SeededCards.badPan(0));
    }

    @Test
    void there_is_no_card_beyond_nine_digits() {
        assertThrows(IllegalArgumentException.class, () -> SeededCards.pan(SeededCards.COUNT_MAX));
    }
}
