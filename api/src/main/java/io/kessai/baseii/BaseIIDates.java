package io.kessai.baseii;

import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;

/** The dates of BASE II, which lack their century, their decade or their year. */
final class BaseIIDates {
    private static final int CENTURY = 2000;
    private static final int YEARS_OF_A_DIGIT = 10;

    /** Two leap years are at most eight years apart. */
    private static final int LEAP_YEARS_APART_MAX = 8;

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private BaseIIDates() {}

    /** Whether the number, MMDD, is a day of some year. */
    static boolean isMonthDay(int number) {
        int month = number / 100;
        int day = number % 100;
        return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1];
    }

    /** The latest date of that month and day, MMDD, not after {@code latest}. */
    static Optional<LocalDate> monthDay(int number, LocalDate latest) {
        if (!isMonthDay(number)) {
            return Optional.empty();
        }
        int month = number / 100;
        int day = number % 100;
        for (int back = 0; back <= LEAP_YEARS_APART_MAX; back++) {
            int year = latest.getYear() - back;
            if (month != 2 || day != 29 || Year.isLeap(year)) {
                LocalDate date = LocalDate.of(year, month, day);
                if (!date.isAfter(latest)) {
                    return Optional.of(date);
                }
            }
        }
        return Optional.empty();
    }

    /** YYDDD in this century; nothing where the year has no such day. */
    static Optional<LocalDate> yearDay(int number) {
        return number < 0 ? Optional.empty() : dayOf(CENTURY + number / 1000, number % 1000);
    }

    /** YDDD: the latest such date not after {@code latest}. */
    static Optional<LocalDate> yearDigitDay(int number, LocalDate latest) {
        if (number < 0) {
            return Optional.empty();
        }
        int year = latest.getYear();
        year -= Math.floorMod(year - number / 1000, YEARS_OF_A_DIGIT);
        int before = year - YEARS_OF_A_DIGIT;
        int day = number % 1000;
        return dayOf(year, day).filter(date -> !date.isAfter(latest)).or(() -> dayOf(before, day));
    }

    /** Five digits, YYDDD. */
    static String yearDay(LocalDate date) {
        return "%02d%03d".formatted(date.getYear() % 100, date.getDayOfYear());
    }

    private static Optional<LocalDate> dayOf(int year, int day) {
        return day < 1 || day > Year.of(year).length()
                ? Optional.empty()
                : Optional.of(LocalDate.ofYearDay(year, day));
    }
}
