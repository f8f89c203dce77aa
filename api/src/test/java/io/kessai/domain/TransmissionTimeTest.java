package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instant the ten digits of DE7 mean: the year is the one nearest to the arrival. */
class TransmissionTimeTest {
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("MMddHHmmss");

    /** 1890 to 2200, in seconds. */
    private static final long FIRST = -2524521600L;

    private static final long LAST = 7258118400L;

    @ParameterizedTest(name = "{0} arriving {1} is {2}")
    @CsvSource({
        "1121030000, 2026-11-21T03:00:01Z, 2026-11-21T03:00:00Z",
        "1231235959, 2027-01-01T00:00:02Z, 2026-12-31T23:59:59Z",
        "0101000000, 2026-12-31T23:59:58Z, 2027-01-01T00:00:00Z",
        "0101000000, 2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "1231235959, 2026-12-31T23:59:59Z, 2026-12-31T23:59:59Z",
        "0702115958, 2026-12-31T23:59:59Z, 2027-07-02T11:59:58Z",
        "0702115959, 2026-12-31T23:59:59Z, 2026-07-02T11:59:59Z",
        "0701000000, 2026-12-31T23:59:59Z, 2027-07-01T00:00:00Z",
        "0701000000, 2026-01-01T00:00:00Z, 2026-07-01T00:00:00Z",
        "0704000000, 2026-01-01T00:00:00Z, 2025-07-04T00:00:00Z",
        "0229120000, 2028-02-29T12:00:01Z, 2028-02-29T12:00:00Z",
        "0229235959, 2028-03-01T00:00:01Z, 2028-02-29T23:59:59Z",
        "0229120000, 2027-02-28T12:00:00Z, 2028-02-29T12:00:00Z",
        "0229120000, 2026-02-27T12:00:00Z, 2024-02-29T12:00:00Z",
        "0229120000, 2026-03-01T12:00:00Z, 2028-02-29T12:00:00Z",
        "0229120000, 2025-01-01T00:00:00Z, 2024-02-29T12:00:00Z",
        "0229120000, 2100-01-01T00:00:00Z, 2096-02-29T12:00:00Z",
        "0229120000, 2100-12-31T00:00:00Z, 2104-02-29T12:00:00Z",
    })
    void theYearIsTheNearest(String digits, Instant arrival, Instant meant) {
        assertEquals(Optional.of(meant), TransmissionTime.resolve(digits, arrival));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "112103000", "11210300000", "1321030000", "0021030000", "1100030000",
                "1131030000", "0230120000", "1121240000", "1121036000", "1121030060", "11210300 0",
                "+121030000", "112103000A", "\u0661121030000"
            })
    void whatIsNoDateAndTimeOfAnyYearIsNothing(String digits) {
        Instant arrival = Instant.parse("2026-11-21T03:00:00Z");
        assertEquals(Optional.empty(), TransmissionTime.resolve(digits, arrival));
    }

    @Property
    void aMessageOfTheLastHalfYearIsUnderstood(
            @ForAll @LongRange(min = FIRST, max = LAST) long arrival,
            @ForAll @IntRange(min = -182 * 86_400, max = 182 * 86_400) int seconds) {
        Instant sent = Instant.ofEpochSecond(arrival + seconds);
        LocalDateTime time = LocalDateTime.ofInstant(sent, ZoneOffset.UTC);
        boolean isLeapDay = time.getMonthValue() == 2 && time.getDayOfMonth() == 29;
        if (!isLeapDay) {
            assertEquals(
                    Optional.of(sent),
                    TransmissionTime.resolve(time.format(DIGITS), Instant.ofEpochSecond(arrival)));
        }
    }

    @Property
    void noOtherYearIsNearer(
            @ForAll @LongRange(min = FIRST, max = LAST) long arrivalSecond,
            @ForAll @IntRange(min = 0, max = 366 * 86_400 - 1) int second) {
        Instant arrival = Instant.ofEpochSecond(arrivalSecond);
        LocalDateTime inLeapYear = LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(second);
        Instant meant = TransmissionTime.resolve(inLeapYear.format(DIGITS), arrival).orElseThrow();
        Duration away = Duration.between(arrival, meant).abs();
        int year = arrival.atOffset(ZoneOffset.UTC).getYear();
        for (int other = year - 9; other <= year + 9; other++) {
            boolean exists = Year.isLeap(other) || inLeapYear.getDayOfYear() != 60;
            if (exists) {
                Instant candidate = inLeapYear.withYear(other).toInstant(ZoneOffset.UTC);
                assertTrue(
                        away.compareTo(Duration.between(arrival, candidate).abs()) <= 0,
                        () -> candidate + " is nearer to " + arrival + " than " + meant);
            }
        }
    }
}
