package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcquirerReferenceNumberTest {

    @Test
    void the_check_digit_is_luhn_over_22_digits_with_the_rightmost_doubled() {
        // From the left, digits 2, 4, … 22 are doubled: 4 2 0 6 2 give 8 + 4 + 0 + (12 − 9) + 4 =
        // 19. The others, 7 3 1 0 3 5, give 19. Together 38: 2 more make a multiple of ten.
        assertTrue(new AcquirerReferenceNumber("74321006325000000000002").hasGoodCheckDigit());
        assertFalse(new AcquirerReferenceNumber("74321006325000000000003").hasGoodCheckDigit());
        assertFalse(new AcquirerReferenceNumber("7432100632500000000000A").hasGoodCheckDigit());
    }

    @ParameterizedTest
    @CsvSource({
        // sent | file date  | date
        "6325, 2026-11-21, 2026-11-21",
        "6326, 2026-11-21, 2016-11-21",
        "5365, 2026-01-02, 2025-12-31",
        "4366, 2026-01-02, 2024-12-31",
        "9001, 2030-01-01, 2029-01-01",
    })
    void a_year_digit_is_the_latest_year_that_is_not_in_the_future(
            String sent, LocalDate latest, LocalDate expected) {
        assertEquals(
                Optional.of(expected),
                new AcquirerReferenceNumber("7432100" + sent + "000000000000")
                        .processingDate(latest));
    }

    @ParameterizedTest
    @CsvSource({"5366", "6000", "6A01"})
    void what_is_no_day_of_the_year_is_no_date(String sent) {
        assertEquals(
                Optional.empty(),
                new AcquirerReferenceNumber("7432100" + sent + "000000000000")
                        .processingDate(LocalDate.of(2026, 11, 21)));
    }

    @Test
    void blanks_and_zeros_are_no_reference() {
        assertEquals(Optional.empty(), AcquirerReferenceNumber.of(" ".repeat(23)));
        assertEquals(Optional.empty(), AcquirerReferenceNumber.of("0".repeat(23)));
        assertEquals(Optional.empty(), AcquirerReferenceNumber.of("7432100"));
    }
}
