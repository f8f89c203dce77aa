package io.kessai.clearing.report;

import io.kessai.domain.Currency;
import java.math.BigDecimal;
import java.util.Locale;

/** How values look to people: the same in every locale. */
final class Shown {
    private static final int MILLIONTHS = 6;

    private Shown() {}

    static String text(Cell cell) {
        return switch (cell) {
            case Cell.Words words -> words.text();
            case Cell.Count count -> grouped(count.count());
            case Cell.Amount amount -> amount(amount.minorUnits(), amount.currency());
            case Cell.Exact exact -> decimal(exact.millionths(), MILLIONTHS);
            case Cell.Day day -> day.date().toString();
        };
    }

    /** As programs read it: no separators, minor units. */
    static String plain(Cell cell) {
        return switch (cell) {
            case Cell.Words words -> words.text();
            case Cell.Count count -> Long.toString(count.count());
            case Cell.Amount amount -> Long.toString(amount.minorUnits());
            case Cell.Exact exact -> Long.toString(exact.millionths());
            case Cell.Day day -> day.date().toString();
        };
    }

    static boolean isNumber(Cell cell) {
        return switch (cell) {
            case Cell.Count _, Cell.Amount _, Cell.Exact _ -> true;
            case Cell.Words _, Cell.Day _ -> false;
        };
    }

    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With thousands separators and the currency's decimals; of unknown currencies minor units. */
    static String amount(long minorUnits, int currency) {
        return decimal(minorUnits, Currency.ofNumeric(currency).map(Currency::exponent).orElse(0));
    }

    static String currency(int numeric) {
        return numeric == 0
                ? ""
                : Currency.ofNumeric(numeric)
                        .map(Currency::code)
                        .orElseGet(() -> "%03d".formatted(numeric));
    }

    private static String decimal(long unscaled, int decimals) {
        return String.format(
                Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(unscaled, decimals));
    }
}
