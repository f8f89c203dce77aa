package io.kessai.domain.controls;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** A stretch of business dates that begins anew at a fixed one. Weeks begin on Monday. */
public enum Period {
    DAY,
    WEEK,
    MONTH,
    YEAR,
    LIFETIME;

    /** The word written in a rule, and the head of a column's name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Period> ofWord(String word) {
        for (Period period : values()) {
            if (period.word().equals(word)) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    /** Whether two dates lie in the same one. */
    public boolean holdsBoth(LocalDate one, LocalDate other) {
        return firstDay(one).equals(firstDay(other));
    }

    private LocalDate firstDay(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
            case LIFETIME -> LocalDate.EPOCH;
        };
    }
}
