package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money, currencies and the scaling of amounts, against the JDK's own arithmetic. */
class AmountsTest {
    private static final Currency JPY = Currency.ofCode("JPY").orElseThrow();
    private static final Currency KWD = Currency.ofCode("KWD").orElseThrow();

    @Property
    void scalingHalfUpIsThatOfBigDecimal(
            @ForAll @LongRange(max = Long.MAX_VALUE) long value,
            @ForAll @LongRange(max = 999_999_999_999L) long numerator,
            @ForAll @LongRange(min = 1, max = 999_999_999_999L) long denominator) {
        BigDecimal exact =
                new BigDecimal(value)
                        .multiply(new BigDecimal(numerator))
                        .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP);
        same(exact, () -> Ratio.scaleHalfUp(value, numerator, denominator));
    }

    @Property
    void scalingDownIsThatOfBigDecimal(
            @ForAll @LongRange(max = Long.MAX_VALUE) long value,
            @ForAll @LongRange(max = 999_999_999_999L) long numerator,
            @ForAll @LongRange(min = 1, max = 999_999_999_999L) long denominator) {
        BigDecimal exact =
                new BigDecimal(value)
                        .multiply(new BigDecimal(numerator))
                        .divide(new BigDecimal(denominator), 0, RoundingMode.DOWN);
        same(exact, () -> Ratio.scaleDown(value, numerator, denominator));
    }

    @ParameterizedTest(name = "{0} × {1} ÷ {2}: half-up {3}, down {4}")
    @CsvSource({
        "1, 1, 2, 1, 0",
        "3, 1, 2, 2, 1",
        "1, 1, 3, 0, 0",
        "2, 1, 3, 1, 0",
        "5, 0, 7, 0, 0",
        "349, 1000, 700, 499, 498",
        "999999999999, 999999999999, 999999999999, 999999999999, 999999999999",
    })
    void halvesGoUp(long value, long numerator, long denominator, long halfUp, long down) {
        assertEquals(halfUp, Ratio.scaleHalfUp(value, numerator, denominator));
        assertEquals(down, Ratio.scaleDown(value, numerator, denominator));
    }

    @Property
    void sumsAndDifferencesAreExactOrRefused(@ForAll long a, @ForAll long b) {
        Money one = Money.of(a, JPY);
        Money other = Money.of(b, JPY);
        same(new BigDecimal(a).add(new BigDecimal(b)), () -> one.plus(other).minorUnits());
        same(new BigDecimal(a).subtract(new BigDecimal(b)), () -> one.minus(other).minorUnits());
    }

    @Test
    void twoCurrenciesAreNeverAdded() {
        Money yen = Money.of(1, JPY);
        Money dinars = Money.of(1, KWD);
        assertThrows(IllegalArgumentException.class, () -> yen.plus(dinars));
        assertThrows(IllegalArgumentException.class, () -> yen.minus(dinars));
    }

    @Test
    void zeroIsZeroInEveryCurrency() {
        assertTrue(Money.zero(KWD).isZero());
        assertEquals("0 KWD", Money.zero(KWD).toString());
    }

    @ParameterizedTest(name = "{0} is {1} with {2} decimals")
    @CsvSource({
        "JPY, 392, 0", "USD, 840, 2", "EUR, 978, 2", "KWD, 414, 3", "BHD, 048, 3", "KRW, 410, 0",
        "ISK, 352, 0", "ALL, 008, 2", "XOF, 952, 0", "TND, 788, 3", "ZWG, 924, 2", "XCG, 532, 2",
    })
    void currenciesHaveTheirNumbersAndDecimals(String code, String digits, int exponent) {
        Currency currency = Currency.ofNumeric(Integer.parseInt(digits)).orElseThrow();
        assertEquals(code, currency.code());
        assertEquals(digits, currency.digits());
        assertEquals(exponent, currency.exponent());
        assertEquals(Optional.of(currency), Currency.ofCode(code));
    }

    @Test
    void theTableAgreesWithTheOneOfTheJdkWhereThatHasTheCurrency() {
        int compared = 0;
        for (int numeric = 1; numeric <= 999; numeric++) {
            int number = numeric;
            Optional<Currency> ours = Currency.ofNumeric(numeric);
            Optional<java.util.Currency> theirs =
                    java.util.Currency.getAvailableCurrencies().stream()
                            .filter(c -> c.getNumericCode() == number)
                            .filter(
                                    c ->
                                            ours.filter(o -> o.code().equals(c.getCurrencyCode()))
                                                    .isPresent())
                            .findAny();
            if (theirs.isPresent()) {
                assertEquals(
                        theirs.get().getDefaultFractionDigits(),
                        ours.orElseThrow().exponent(),
                        theirs.get().getCurrencyCode());
                compared++;
            }
        }
        assertTrue(compared > 140, compared + " currencies compared");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1, 999, 1000, 955})
    void whatIsNoCurrencyIsNothing(int numeric) {
        assertEquals(Optional.empty(), Currency.ofNumeric(numeric));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00000", "0000000", "00000a", "+00000", "      "})
    void aProcessingCodeIsSixDigitsOrNone(String digits) {
        assertThrows(IllegalArgumentException.class, () -> new ProcessingCode(digits));
        assertEquals(TransactionKind.UNSUPPORTED, ProcessingCode.ABSENT.kind());
    }

    private interface Calculation {
        long get();
    }

    private static void same(BigDecimal exact, Calculation ours) {
        BigInteger expected = exact.toBigIntegerExact();
        if (expected.bitLength() < Long.SIZE) {
            assertEquals(expected.longValueExact(), ours.get());
        } else {
            assertThrows(ArithmeticException.class, ours::get);
        }
    }
}
