package io.kessai.domain.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows begin anew where they should, and what is given back goes where it was counted. */
class UsageTest {

    /** 1,000 counted on the first date, then 100 on the second. */
    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({
        "2026-11-21, 2026-11-21, 1100/2 1100/2 1100/2 1100/2 1100/2",
        "2026-11-20, 2026-11-21, 100/1 1100/2 1100/2 1100/2 1100/2",
        "2026-11-16, 2026-11-22, 100/1 1100/2 1100/2 1100/2 1100/2",
        "2026-11-15, 2026-11-16, 100/1 100/1 1100/2 1100/2 1100/2",
        "2026-11-30, 2026-12-01, 100/1 1100/2 100/1 1100/2 1100/2",
        "2026-12-31, 2027-01-01, 100/1 1100/2 100/1 100/1 1100/2",
        "2026-01-01, 2026-12-31, 100/1 100/1 100/1 1100/2 1100/2",
        // Another server's clock is still before midnight: what it counts was yesterday.
        "2026-11-21, 2026-11-20, 1000/1 1100/2 1100/2 1100/2 1100/2",
    })
    void windowsBeginAnew(LocalDate first, LocalDate second, String windows) {
        Usage usage =
                Usage.none(first)
                        .plus(first, Spent.of(1_000, 1, false))
                        .plus(second, Spent.of(100, 1, false));
        assertEquals(windows, told(usage));
        assertEquals(first.isAfter(second) ? first : second, usage.countedOn());
    }

    /** 1,000 counted on the first date, 500 on the second, and the first given back. */
    @ParameterizedTest(name = "{0} given back on {1}")
    @CsvSource({
        "2026-11-21, 2026-11-21, 500/1 500/1 500/1 500/1 500/1",
        "2026-11-20, 2026-11-21, 500/1 500/1 500/1 500/1 500/1",
        "2026-11-15, 2026-11-16, 500/1 500/1 500/1 500/1 500/1",
        "2025-11-15, 2026-11-16, 500/1 500/1 500/1 500/1 500/1",
    })
    void whatIsGivenBackGoesWhereItWasCounted(LocalDate first, LocalDate second, String windows) {
        Usage usage =
                Usage.none(first)
                        .plus(first, Spent.of(1_000, 1, true))
                        .plus(second, Spent.of(500, 1, false))
                        .plus(first, Spent.of(-1_000, -1, true));
        assertEquals(windows, told(usage));
        assertEquals(new Spent(500, 1, 0, 0), usage.in(Period.LIFETIME));
    }

    @Test
    void cashIsPartOfAll() {
        Usage usage =
                Usage.none(LocalDate.EPOCH)
                        .plus(LocalDate.EPOCH, Spent.of(5, 1, true))
                        .plus(LocalDate.EPOCH, Spent.of(7, 1, false));
        assertEquals(new Spent(12, 2, 5, 1), usage.in(Period.DAY));
    }

    private static String told(Usage usage) {
        return usage.windows().stream()
                .map(window -> window.amount() + "/" + window.count())
                .collect(Collectors.joining(" "));
    }

    /**
     * Seven purchases of one after the other, seen after any of them: whatever counted since a date
     * is in what {@link Usage#since} tells, also where clocks differ by a day.
     */
    @Property
    void sinceADateItIsAtLeastWhatCountedSince(
            @ForAll @Size(7) List<@IntRange(min = -1, max = 40) Integer> daysLater,
            @ForAll @IntRange(max = 400) int daysBefore) {
        LocalDate day = LocalDate.of(2026, 11, 20);
        Usage usage = Usage.none(day);
        List<LocalDate> counted = new ArrayList<>();
        for (int later : daysLater) {
            day = day.plusDays(later);
            usage = usage.plus(day, Spent.of(1, 1, true));
            counted.add(day);
            Usage seen = usage.on(day);
            LocalDate begin = day.minusDays(daysBefore);
            long since = counted.stream().filter(date -> !date.isBefore(begin)).count();
            assertTrue(seen.since(begin).amount() >= since, () -> seen + " since " + begin);
            assertTrue(seen.since(begin).cashCount() >= since, () -> seen + " since " + begin);
        }
    }

    @Test
    void sinceADateItIsTheShortestWindowWithThatDate() {
        LocalDate saturday = LocalDate.of(2026, 11, 21);
        Usage usage = Usage.none(LocalDate.of(2025, 1, 1));
        for (LocalDate day :
                List.of(
                        LocalDate.of(2025, 12, 31),
                        LocalDate.of(2026, 10, 31),
                        LocalDate.of(2026, 11, 15),
                        LocalDate.of(2026, 11, 16),
                        saturday)) {
            usage = usage.plus(day, Spent.of(1, 1, false));
        }
        assertEquals(1, usage.since(saturday).count());
        assertEquals(2, usage.since(saturday.minusDays(1)).count());
        assertEquals(3, usage.since(LocalDate.of(2026, 11, 15)).count());
        assertEquals(4, usage.since(LocalDate.of(2026, 10, 31)).count());
        assertEquals(5, usage.since(LocalDate.of(2025, 12, 31)).count());
    }
}
