package io.kessai.clearing.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.clearing.CardNetwork;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped tolerance classes, and what a table of them must be. */
class TolerancesTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # network, mcc, currency, authorized, class, largest usual difference
                    visa, 5812, 392, 1000, gratuity, 200
                    mastercard, 4121, 392, 1000, gratuity, 200
                    visa, 7298, 392, 999, gratuity, 199
                    visa, 7011, 392, 1000, lodging, 150
                    visa, 3501, 392, 1000, lodging, 150
                    visa, 3999, 392, 1000, lodging, 150
                    visa, 4411, 392, 1000, lodging, 150
                    mastercard, 3351, 392, 1000, vehicle_rental, 150
                    visa, 3500, 840, 10000, vehicle_rental, 7500
                    visa, 7512, 840, 100000, vehicle_rental, 15000
                    visa, 5542, 840, 100, fuel, 12500
                    visa, 5542, 410, 100, fuel, 0
                    visa, 5541, 840, 100, standard, 0
                    visa, 3350, 392, 1000, standard, 0
                    visa, '', 392, 1000, standard, 0
                    visa, 58X2, 392, 1000, standard, 0
                    """)
    void a_merchant_has_its_class(
            String network, String mcc, int currency, long authorized, String name, long usual) {
        ToleranceClass tolerance =
                Tolerances.shipped().of(CardNetwork.valueOf(network.toUpperCase(Locale.ROOT)), mcc);
        assertEquals(name, tolerance.name());
        assertEquals(usual, tolerance.allowance(authorized, currency));
        assertEquals(false, tolerance.isExceededBy(usual, authorized, currency));
        assertEquals(true, tolerance.isExceededBy(usual + 1, authorized, currency));
        assertEquals(false, tolerance.isExceededBy(-authorized, authorized, currency));
    }

    @Test
    void the_first_line_that_fits_decides() {
        Tolerances tolerances =
                Tolerances.parse("visa | a | 1-9 | 5 |\nany | b | 7 | 6 |\nany | c | any | 0 |");
        assertEquals("a", tolerances.of(CardNetwork.VISA, "0007").name());
        assertEquals("b", tolerances.of(CardNetwork.MASTERCARD, "0007").name());
        assertEquals("c", tolerances.of(CardNetwork.MASTERCARD, "0008").name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "visa | a | any | 0 |",
                "any | a | 5812 | 0 |",
                "any | a | any | 0",
                "any | a | any | ten |",
                "jcb | a | 5812 | 0 |\nany | c | any | 0 |",
            })
    void a_table_that_leaves_something_out_is_refused(String table) {
        assertThrows(IllegalArgumentException.class, () -> Tolerances.parse(table));
    }
}
