package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanRangeTest {

    @Test
    void numbers_are_prefix_serial_and_luhn_digit() {
        PanRange range = PanRange.of("411111", 16).orElseThrow();

        // 4111 1111 1111 1111 is the well-known test number: serial 111111111, check digit 1.
        assertEquals("4111111111111111", range.number(111_111_111).reveal(PanAccess.get()));
        assertTrue(range.number(0).passesLuhn());
        assertEquals(1_000_000_000, range.size());
    }

    @Test
    void there_is_no_number_outside() {
        PanRange range = PanRange.of("999901", 13).orElseThrow();

        assertEquals(
                "999901999999",
                range.number(range.size() - 1).reveal(PanAccess.get()).substring(0, 12));
        assertThrows(IllegalArgumentException.class, () -> range.number(range.size()));
        assertThrows(IllegalArgumentException.class, () -> range.number(-1));
    }

    @ParameterizedTest(name = "{0} of {1} digits")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # prefix         | length | possible
                    999901           | 16     | true
                    999901           | 12     | false
                    999901           | 19     | true
                    999901           | 20     | false
                    99990            | 16     | false
                    99990a           | 16     | false
                    999901234567     | 13     | false
                    99990123456      | 13     | true
                    """)
    void a_range_needs_digits_to_number_cards_with(String prefix, int length, boolean possible) {
        assertEquals(possible, PanRange.of(prefix, length).isPresent());
    }
}
