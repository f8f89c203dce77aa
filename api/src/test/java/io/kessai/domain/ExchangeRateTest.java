package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates are exact decimals, and an amount is rounded once. */
class ExchangeRateTest {
    private static final List<Currency> CURRENCIES =
            List.of("JPY", "USD", "KWD", "HUF", "BHD").stream()
                    .map(code -> Currency.ofCode(code).orElseThrow())
                    .toList();

    @Property(tries = 5000)
    void aConversionIsTheExactProductRoundedOnce(
            @ForAll @LongRange(max = 999_999_999_999L) long amount,
            @ForAll @LongRange(min = 1, max = 99_999_999_999L) long digits,
            @ForAll @IntRange(max = 10) int scale,
            @ForAll @IntRange(max = 10_000) int markup,
            @ForAll @From("currencies") Currency from,
            @ForAll @From("currencies") Currency to) {
        BigDecimal decimal = BigDecimal.valueOf(digits, scale);
        ExchangeRate rate = ExchangeRate.of(decimal.toPlainString()).orElseThrow();
        BigDecimal exact =
                BigDecimal.valueOf(amount, from.exponent())
                        .multiply(decimal)
                        .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(markup, 4)))
                        .movePointRight(to.exponent())
                        .setScale(0, RoundingMode.HALF_UP);
        OptionalLong expected =
                exact.compareTo(BigDecimal.valueOf(ExchangeRate.CONVERTED_MAX)) <= 0
                        ? OptionalLong.of(exact.longValueExact())
                        : OptionalLong.empty();
        assertEquals(expected, rate.convert(amount, markup, from, to));
    }

    @Property(tries = 2000)
    void theSameDecimalIsTheSameRate(
            @ForAll @LongRange(min = 1, max = 999_999_999_999L) long digits,
            @ForAll @IntRange(max = 9) int scale,
            @ForAll @IntRange(max = 3) int zeros) {
        BigDecimal decimal = BigDecimal.valueOf(digits, scale);
        String text = decimal.setScale(scale + zeros).toPlainString();
        ExchangeRate rate = ExchangeRate.of(text).orElseThrow();
        assertEquals(0, decimal.compareTo(new BigDecimal(rate.toString())));
        assertEquals(Optional.of(rate), ExchangeRate.of(rate.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "155.25, 15525, 2",
        "155.250, 15525, 2",
        "1, 1, 0",
        "10, 10, 0",
        "1.000, 1, 0",
        "0.000000000001, 1, 12",
        "999999999999999999, 999999999999999999, 0",
        "007.5, 75, 1"
    })
    void aDecimalIsRead(String text, long digits, int scale) {
        assertEquals(Optional.of(new ExchangeRate(digits, scale)), ExchangeRate.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0.000",
                "-1",
                "+1",
                "1,5",
                ".5",
                "5.",
                "1e3",
                " 1",
                "1.0000000000000",
                "1000000000000000000",
                "12345678901.123456789012"
            })
    void anythingElseIsNoRate(String text) {
        assertEquals(Optional.empty(), ExchangeRate.of(text));
    }

    @Test
    void trailingZerosWouldMakeTwoOfOneRate() {
        assertThrows(IllegalArgumentException.class, () -> new ExchangeRate(10, 1));
        assertThrows(IllegalArgumentException.class, () -> new ExchangeRate(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ExchangeRate(1, 13));
        assertThrows(IllegalArgumentException.class, () -> new ExchangeRate(1, -1));
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of(CURRENCIES);
    }
}
