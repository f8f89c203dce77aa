package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.amount;
import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.currency;
import static io.kessai.clearing.report.Cell.day;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.report.BooksFacts.Exceptions;
import io.kessai.clearing.report.BooksFacts.Expired;
import io.kessai.clearing.report.BooksFacts.Expiring;
import io.kessai.clearing.report.Report.Bar;
import io.kessai.clearing.report.Report.Section;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Exceptions by kind and age, and holds that end. Pure. */
final class BooksTables {
    private BooksTables() {}

    /** Days since an exception was raised, to the upper limit of each but the last. */
    private enum Age {
        TODAY("today", 0),
        DAYS_2("1 to 2 days", 2),
        DAYS_7("3 to 7 days", 7),
        DAYS_30("8 to 30 days", 30),
        OLDER("over 30 days", Long.MAX_VALUE);

        private final String words;
        private final long days;

        Age(String words, long days) {
            this.words = words;
            this.days = days;
        }

        static Age of(LocalDate raisedOn, LocalDate today) {
            long age = ChronoUnit.DAYS.between(raisedOn, today);
            for (Age each : values()) {
                if (age <= each.days) {
                    return each;
                }
            }
            return OLDER;
        }
    }

    /**
     * @param files whose exceptions count
     */
    static Section raised(BooksFacts books, Set<Long> files) {
        Map<String, Map<Integer, List<Exceptions>>> byKind =
                byKind(books.exceptions(), some -> files.contains(some.file()));
        ReportTable.Builder table =
                ReportTable.named(
                        "exceptions",
                        "Exceptions raised",
                        "kind",
                        "raised",
                        "open",
                        "currency",
                        "amount",
                        "open_amount");
        byKind.forEach(
                (kind, byCurrency) ->
                        byCurrency.forEach(
                                (currency, all) -> {
                                    List<Exceptions> open =
                                            all.stream().filter(Exceptions::isOpen).toList();
                                    table.row(
                                            words(kind),
                                            count(number(all)),
                                            count(number(open)),
                                            currency(currency),
                                            amount(money(all), currency),
                                            amount(money(open), currency));
                                }));
        return new Section(
                table.build(),
                "Of the files of this report; what people have decided since is not open.",
                List.of());
    }

    /**
     * @param files whose exceptions count
     * @param all whether those of other files count too
     */
    static Section open(BooksFacts books, LocalDate today, Set<Long> files, boolean all) {
        Map<String, Map<Age, Long>> byKind = new TreeMap<>();
        Map<Age, Long> byAge = new TreeMap<>();
        for (Exceptions some : books.exceptions()) {
            if (some.isOpen() && (all || files.contains(some.file()))) {
                Age age = Age.of(some.raisedOn(), today);
                byKind.computeIfAbsent(some.kind(), _ -> new TreeMap<>())
                        .merge(age, some.count(), Long::sum);
                byAge.merge(age, some.count(), Long::sum);
            }
        }
        ReportTable.Builder table =
                ReportTable.named(
                        "open_exceptions",
                        "Open exceptions by age",
                        "kind",
                        "today",
                        "days_1_to_2",
                        "days_3_to_7",
                        "days_8_to_30",
                        "over_30_days",
                        "open");
        byKind.forEach((kind, ages) -> table.row(ages.containsKey(Age.OLDER), aged(kind, ages)));
        List<Bar> bars = new ArrayList<>();
        byAge.forEach((age, n) -> bars.add(new Bar(age.words, n, Shown.grouped(n))));
        return new Section(
                table.build(),
                all
                        ? "Whatever people have not decided, of every file until this date."
                        : "Of the files of this report.",
                bars);
    }

    private static Cell[] aged(String kind, Map<Age, Long> ages) {
        List<Cell> cells = new ArrayList<>();
        cells.add(words(kind));
        long open = 0;
        for (Age age : Age.values()) {
            long n = ages.getOrDefault(age, 0L);
            cells.add(count(n));
            open += n;
        }
        cells.add(count(open));
        return cells.toArray(Cell[]::new);
    }

    static Section expiry(BooksFacts books) {
        ReportTable.Builder table =
                ReportTable.named(
                        "hold_expiry",
                        "Hold expiry",
                        "what",
                        "last_day",
                        "currency",
                        "holds",
                        "amount");
        List<Bar> bars = new ArrayList<>();
        for (Expired expired : books.expired()) {
            String what = "given back";
            table.row(
                    words(what),
                    day(expired.lastDay()),
                    currency(expired.currency()),
                    count(expired.holds()),
                    amount(expired.amount(), expired.currency()));
            bars.add(bar(what, expired.lastDay(), expired.currency(), expired.holds()));
        }
        for (Expiring open : books.expiring()) {
            table.row(
                    words("open"),
                    day(open.lastDay()),
                    currency(open.currency()),
                    count(open.holds()),
                    amount(open.amount(), open.currency()));
            bars.add(bar("open", open.lastDay(), open.currency(), open.holds()));
        }
        return new Section(
                table.build(),
                "Given back on this business date, and what the next seven days may give back.",
                bars);
    }

    private static Bar bar(String what, LocalDate lastDay, int currency, long holds) {
        return new Bar(
                "%s, %s %s".formatted(what, lastDay, Shown.currency(currency)),
                holds,
                Shown.grouped(holds) + (holds == 1 ? " hold" : " holds"));
    }

    private static Map<String, Map<Integer, List<Exceptions>>> byKind(
            List<Exceptions> exceptions, Predicate<Exceptions> which) {
        Map<String, Map<Integer, List<Exceptions>>> byKind = new TreeMap<>();
        exceptions.stream()
                .filter(which)
                .forEach(
                        some ->
                                byKind.computeIfAbsent(some.kind(), _ -> new TreeMap<>())
                                        .computeIfAbsent(some.currency(), _ -> new ArrayList<>())
                                        .add(some));
        return byKind;
    }

    private static long number(List<Exceptions> exceptions) {
        return exceptions.stream().mapToLong(Exceptions::count).sum();
    }

    private static long money(List<Exceptions> exceptions) {
        return exceptions.stream().mapToLong(Exceptions::amount).reduce(0, Math::addExact);
    }
}
