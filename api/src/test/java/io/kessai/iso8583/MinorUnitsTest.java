package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network's own units come in exactly, and are told no more than there is. */
class MinorUnitsTest {
    private static final int HUF = 348;
    private static final int JPY = 392;
    private static final int KWD = 414;
    private static final int USD = 840;

    private static final MinorUnits OWN = new MinorUnits(Map.of(HUF, 0, JPY, 2, KWD, 2));

    @ParameterizedTest
    @CsvSource({
        "348, 1250, 125000",
        "348, 0, 0",
        "392, 100000, 1000",
        "392, 100001, -1",
        "392, 99, -1",
        "414, 125, 1250",
        "840, 1250, 1250",
        "1, 1250, 1250",
        "348, 9223372036854775807, -1"
    })
    void an_amount_comes_in_exactly_or_not_at_all(int currency, long sent, long received) {
        OptionalLong expected = received < 0 ? OptionalLong.empty() : OptionalLong.of(received);
        assertEquals(expected, OWN.received(sent, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "348, 125000, 1250",
        "348, 125099, 1250",
        "348, 99, 0",
        "392, 1000, 100000",
        "414, 1259, 125",
        "840, 1250, 1250",
        "392, 9223372036854775807, 9223372036854775807"
    })
    void an_amount_is_told_as_far_as_their_units_go(int currency, long ours, long theirs) {
        assertEquals(theirs, OWN.sent(ours, currency));
    }

    @Test
    void a_dialect_says_which() {
        String text =
                DialectTest.SMALL.replaceFirst("(?m)^text", "exponent HUF 0\nexponent JPY 2\ntext");
        MinorUnits read = ((Dialect) Dialect.parse("mine", text)).minorUnits();
        assertEquals(OptionalLong.of(100), read.received(1, HUF));
        assertEquals(OptionalLong.of(1), read.received(100, JPY));
        assertFalse(read.isIso4217());
        Dialect.builtInNames()
                .forEach(
                        name ->
                                assertTrue(
                                        Dialect.builtIn(name)
                                                .orElseThrow()
                                                .minorUnits()
                                                .isIso4217()));
        assertEquals(OptionalLong.of(7), MinorUnits.ISO_4217.received(7, USD));
    }
}
