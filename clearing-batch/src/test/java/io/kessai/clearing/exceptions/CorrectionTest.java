package io.kessai.clearing.exceptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.Currency;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import io.kessai.domain.PostingLine;
import io.kessai.domain.clearing.ExceptionKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a resolution books, by where the record's money is. */
class CorrectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # kind              | action    | booked | lines
                    unknown_card        | post      |  -1000 | credit suspense 1000, debit cardholder 1000
                    unknown_card        | write_off |  -1000 | credit suspense 1000, debit write_off 1000
                    unknown_card        | reject    |  -1000 | credit suspense 1000, debit dispute 1000
                    reversal_excess     | write_off |    300 | debit suspense 300, credit write_off 300
                    duplicate           | reject    |   -700 | credit suspense 700, debit dispute 700
                    no_authorization    | write_off |   -200 | credit cardholder 200, debit write_off 200
                    declined_auth       | reject    |   -200 | credit cardholder 200, debit dispute 200
                    reversal_unmatched  | write_off |    200 | debit cardholder 200, credit write_off 200
                    second_presentment  | post      |   -500 | credit dispute 500, debit cardholder 500
                    second_presentment  | write_off |   -500 | credit dispute 500, debit write_off 500
                    no_authorization    | post      |   -200 | does not fit
                    second_presentment  | reject    |   -500 | does not fit
                    no_authorization    | accept    |   -200 | does not fit
                    no_authorization    | link      |   -200 | does not fit
                    """)
    void what_is_booked_moves_on(String kind, String action, long booked, String expected) {
        LedgerAccount place =
                Correction.place(ExceptionKind.valueOf(kind.toUpperCase(Locale.ROOT)));
        Currency yen = Currency.ofCode("JPY").orElseThrow();
        String lines =
                Correction.target(Action.ofWord(action), place)
                        .map(
                                target ->
                                        text(
                                                Correction.lines(
                                                        place,
                                                        target,
                                                        Money.of(booked, yen),
                                                        Money.of(Math.abs(booked), yen))))
                        .orElse("does not fit");
        assertEquals(expected, lines);
    }

    @ParameterizedTest
    @CsvSource({"-1000", "1000"})
    void another_currency_passes_through_the_fx_position(long booked) {
        Money yen = Money.of(booked, Currency.ofCode("JPY").orElseThrow());
        Money dollars = Money.of(650, Currency.ofCode("USD").orElseThrow());
        String way = booked < 0 ? "credit" : "debit";
        String back = booked < 0 ? "debit" : "credit";
        assertEquals(
                "%s suspense 1000, %s fx_position 1000, %s fx_position 650, %s cardholder 650"
                        .formatted(way, back, way, back),
                text(
                        Correction.lines(
                                LedgerAccount.SUSPENSE, LedgerAccount.CARDHOLDER, yen, dollars)));
    }

    private static String text(List<PostingLine> lines) {
        return String.join(
                ", ",
                lines.stream()
                        .map(
                                line ->
                                        line.direction().word()
                                                + " "
                                                + line.account().word()
                                                + " "
                                                + line.amount().minorUnits())
                        .toList());
    }
}
