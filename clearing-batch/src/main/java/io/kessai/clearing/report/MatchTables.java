package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.amount;
import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.currency;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.report.FileFacts.LateLinks;
import io.kessai.clearing.report.FileFacts.Tally;
import io.kessai.clearing.report.Report.Bar;
import io.kessai.clearing.report.Report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How records found their authorizations, and how the amounts compared. Pure. */
final class MatchTables {
    private static final Map<Integer, String> LEVELS =
            Map.of(
                    1, "1 transaction id",
                    2, "2 approval code",
                    3, "3 terminal",
                    4, "4 amount");

    private MatchTables() {}

    static Section levels(List<FileFacts> files) {
        Map<String, Map<String, Long>> byLevel = new TreeMap<>();
        for (Tally tally : FileTables.tallies(files)) {
            if (!tally.verdict().isEmpty()) {
                add(byLevel, level(tally.level()), tally.verdict(), tally.records());
            }
        }
        for (FileFacts file : files) {
            for (LateLinks links : file.lateLinks()) {
                add(byLevel, level(links.level()), "linked on a later night", links.records());
            }
        }
        ReportTable.Builder table =
                ReportTable.named("match_levels", "Match levels", "level", "verdict", "records");
        Map<String, Long> bars = new TreeMap<>();
        byLevel.forEach(
                (level, verdicts) ->
                        verdicts.forEach(
                                (verdict, records) -> {
                                    table.row(words(level), words(verdict), count(records));
                                    bars.merge(level, records, Long::sum);
                                }));
        return new Section(
                table.build(),
                "The strongest key by which the authorization or presentment was found.",
                FileTables.bars(bars));
    }

    private static void add(
            Map<String, Map<String, Long>> byLevel, String level, String verdict, long records) {
        byLevel.computeIfAbsent(level, _ -> new TreeMap<>()).merge(verdict, records, Long::sum);
    }

    private static String level(int number) {
        return LEVELS.getOrDefault(number, "0 none");
    }

    static Section tolerances(List<FileFacts> files) {
        Map<String, Map<Integer, List<Tally>>> byClass = new TreeMap<>();
        for (Tally tally : FileTables.tallies(files)) {
            if (!tally.tolerance().isEmpty()) {
                byClass.computeIfAbsent(tally.tolerance(), _ -> new TreeMap<>())
                        .computeIfAbsent(tally.currency(), _ -> new ArrayList<>())
                        .add(tally);
            }
        }
        ReportTable.Builder table =
                ReportTable.named(
                        "tolerances",
                        "Amounts by tolerance class",
                        "tolerance",
                        "currency",
                        "records",
                        "cleared",
                        "above_authorized",
                        "below_authorized",
                        "over_tolerance_records");
        List<Bar> bars = new ArrayList<>();
        byClass.forEach(
                (tolerance, byCurrency) ->
                        byCurrency.forEach(
                                (currency, tallies) -> {
                                    row(table, tolerance, currency, tallies);
                                    bars.add(bar(tolerance, currency, tallies));
                                }));
        return new Section(
                table.build(),
                "Compared in the transaction currency; a difference is never a reason not to post.",
                bars);
    }

    private static void row(
            ReportTable.Builder table, String tolerance, int currency, List<Tally> tallies) {
        table.row(
                words(tolerance),
                currency(currency),
                count(FileTables.sum(tallies, Tally::records)),
                amount(FileTables.sum(tallies, Tally::amount), currency),
                amount(FileTables.sum(tallies, Tally::above), currency),
                amount(FileTables.sum(tallies, Tally::below), currency),
                count(FileTables.sum(tallies, Tally::overTolerance)));
    }

    private static Bar bar(String tolerance, int currency, List<Tally> tallies) {
        long cleared = FileTables.sum(tallies, Tally::amount);
        return new Bar(
                tolerance + " " + Shown.currency(currency),
                cleared,
                Shown.amount(cleared, currency));
    }
}
