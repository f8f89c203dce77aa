package io.kessai.clearing.report;

import java.time.LocalDate;

/** A value of a table. */
sealed interface Cell {

    /** Text from anywhere: whoever shows it escapes it. */
    record Words(String text) implements Cell {}

    record Count(long count) implements Cell {}

    /**
     * Money. In programs' forms it is minor units; the row has the currency in a column of its own.
     *
     * @param currency ISO 4217 numeric, 0 where there is none
     */
    record Amount(long minorUnits, int currency) implements Cell {}

    /** Money to six decimals, in millionths of the currency's major unit. */
    record Exact(long millionths) implements Cell {}

    record Day(LocalDate date) implements Cell {}

    static Cell words(String text) {
        return new Words(text);
    }

    static Cell count(long count) {
        return new Count(count);
    }

    static Cell amount(long minorUnits, int currency) {
        return new Amount(minorUnits, currency);
    }

    /** The letters of a currency, its digits where nobody knows it, nothing for 0. */
    static Cell currency(int numeric) {
        return new Words(Shown.currency(numeric));
    }

    static Cell day(LocalDate date) {
        return new Day(date);
    }
}
