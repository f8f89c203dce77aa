package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdjustmentTest {
    private static final Currency JPY = Currency.ofCode("JPY").orElseThrow();

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # kind     | direction | amount | posted changes by | lines
                    LOAD       | CREDIT    |   1000 |  1000 | cardholder credit 1000, funding debit 1000
                    LOAD       | DEBIT     |   1000 |       | refused
                    REPAYMENT  | CREDIT    |      1 |     1 | cardholder credit 1, funding debit 1
                    REPAYMENT  | DEBIT     |      1 |       | refused
                    FEE        | DEBIT     |    330 |  -330 | cardholder debit 330, fees credit 330
                    FEE        | CREDIT    |    330 |       | refused
                    CORRECTION | CREDIT    |     50 |    50 | cardholder credit 50, suspense debit 50
                    CORRECTION | DEBIT     |     50 |   -50 | cardholder debit 50, suspense credit 50
                    CORRECTION | DEBIT     |      0 |       | refused
                    CORRECTION | CREDIT    |     -1 |       | refused
                    """)
    void an_adjustment_makes_these_lines(
            AdjustmentKind kind, Direction direction, long amount, Long effect, String lines) {
        var adjustment = Adjustment.of(kind, direction, Money.of(amount, JPY));

        assertEquals(lines, adjustment.map(AdjustmentTest::written).orElse("refused"));
        adjustment.ifPresent(a -> assertEquals(effect, a.effectOnPosted().minorUnits()));
    }

    @ParameterizedTest
    @EnumSource
    void the_lines_of_every_kind_and_way_sum_to_zero(AdjustmentKind kind) {
        for (Direction direction : Direction.values()) {
            Adjustment.of(kind, direction, Money.of(Long.MAX_VALUE, JPY))
                    .ifPresent(
                            adjustment ->
                                    assertEquals(
                                            Money.zero(JPY),
                                            adjustment.lines().stream()
                                                    .map(PostingLine::signed)
                                                    .reduce(Money.zero(JPY), Money::plus)));
        }
    }

    @Test
    void a_posting_is_of_more_than_zero() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PostingLine(LedgerAccount.FEES, Direction.DEBIT, Money.zero(JPY)));
    }

    private static String written(Adjustment adjustment) {
        return adjustment.lines().stream()
                .map(
                        line ->
                                line.account().word()
                                        + " "
                                        + line.direction().word()
                                        + " "
                                        + line.amount().minorUnits())
                .collect(Collectors.joining(", "));
    }
}
