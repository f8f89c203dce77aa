package io.kessai.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** DE7, transmission date and time: MMDDhhmmss in UTC, without a year. */
public final class TransmissionTime {

    /** 29 February is at most eight years from a leap year (1896 to 1904). */
    private static final int YEARS_AROUND = 8;

    private TransmissionTime() {}

    /**
     * The instant meant by ten digits, in the year that brings it nearest to the arrival; empty
     * unless they are a date and time of some year.
     */
    public static Optional<Instant> resolve(String digits, Instant arrival) {
        if (digits.length() != 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int year = arrival.atOffset(ZoneOffset.UTC).getYear();
        Optional<Instant> nearest = Optional.empty();
        Duration distance = Duration.ofDays(Integer.MAX_VALUE);
        for (int around = 0; around <= YEARS_AROUND && nearest.isEmpty(); around++) {
            for (int candidate : new int[] {year - around, year + around, year - 1, year + 1}) {
                Optional<Instant> instant = at(candidate, digits);
                if (instant.isPresent()) {
                    Duration away = Duration.between(arrival, instant.get()).abs();
                    if (away.compareTo(distance) < 0) {
                        nearest = instant;
                        distance = away;
                    }
                }
            }
        }
        return nearest;
    }

    private static Optional<Instant> at(int year, String digits) {
        try {
            return Optional.of(
                    LocalDateTime.of(
                                    year,
                                    number(digits, 0),
                                    number(digits, 2),
                                    number(digits, 4),
                                    number(digits, 6),
                                    number(digits, 8))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits, int at) {
        return (digits.charAt(at) - '0') * 10 + digits.charAt(at + 1) - '0';
    }
}
