package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.amount;
import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.currency;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.report.FileFacts.Tally;
import io.kessai.clearing.report.FileFacts.Trailer;
import io.kessai.clearing.report.Report.Bar;
import io.kessai.clearing.report.Report.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What became of files and of their records, against the files' own trailers. Pure. */
final class FileTables {
    private static final String UNDECIDED = "no outcome yet";

    private FileTables() {}

    static Section files(List<FileFacts> files) {
        ReportTable.Builder table =
                ReportTable.named(
                        "files",
                        "Files",
                        "file",
                        "name",
                        "network",
                        "status",
                        "reason",
                        "logical_files",
                        "records",
                        "bytes",
                        "detail");
        for (FileFacts file : files) {
            table.row(
                    !file.status().equals("accepted"),
                    words(Long.toString(file.id())),
                    words(file.name()),
                    words(file.network()),
                    words(file.status()),
                    words(file.reason()),
                    count(file.trailers().size()),
                    count(sum(file.tallies(), Tally::records)),
                    count(file.sizeBytes()),
                    words(file.detail()));
        }
        return new Section(
                table.build(),
                "As received; a refused file posted nothing, its reasons say what to ask for.",
                List.of());
    }

    /** The currencies of what was transacted and of what was billed. */
    private record OutcomeKey(String outcome, int currency, int billingCurrency)
            implements Comparable<OutcomeKey> {
        @Override
        public int compareTo(OutcomeKey other) {
            return Comparator.comparing(OutcomeKey::outcome)
                    .thenComparing(OutcomeKey::currency)
                    .thenComparing(OutcomeKey::billingCurrency)
                    .compare(this, other);
        }
    }

    static Section outcomes(List<FileFacts> files) {
        Map<OutcomeKey, List<Tally>> alike = new TreeMap<>();
        tallies(files)
                .forEach(
                        tally ->
                                alike.computeIfAbsent(
                                                new OutcomeKey(
                                                        tally.outcome(),
                                                        tally.currency(),
                                                        tally.billingCurrency()),
                                                _ -> new ArrayList<>())
                                        .add(tally));
        ReportTable.Builder table =
                ReportTable.named(
                        "outcomes",
                        "Outcomes",
                        "outcome",
                        "records",
                        "currency",
                        "amount",
                        "amount_digits",
                        "billing_currency",
                        "billing_amount");
        Map<String, Long> bars = new TreeMap<>();
        alike.forEach(
                (key, tallies) -> {
                    long records = sum(tallies, Tally::records);
                    table.row(
                            key.outcome().isEmpty(),
                            words(named(key.outcome())),
                            count(records),
                            currency(key.currency()),
                            amount(sum(tallies, Tally::amount), key.currency()),
                            count(sum(tallies, Tally::digits)),
                            currency(key.billingCurrency()),
                            amount(sum(tallies, Tally::billing), key.billingCurrency()));
                    bars.merge(named(key.outcome()), records, Long::sum);
                });
        return new Section(
                table.build(),
                "What came of each record, unsigned; amount digits are as the file writes them.",
                bars(bars));
    }

    static Section trailers(List<FileFacts> files) {
        ReportTable.Builder table =
                ReportTable.named(
                        "trailers",
                        "Records against the trailers",
                        "file",
                        "logical_file",
                        "key",
                        "what",
                        "trailer",
                        "records",
                        "residual");
        for (FileFacts file : files) {
            for (Trailer trailer : file.trailers()) {
                compare(table, file, trailer);
            }
        }
        return new Section(
                table.build(),
                "Counts and hash totals (unsigned, all currencies mixed) of the records with an"
                        + " outcome; the residual is the trailer less the records.",
                List.of());
    }

    private static void compare(ReportTable.Builder table, FileFacts file, Trailer trailer) {
        List<Tally> of =
                file.tallies().stream()
                        .filter(tally -> tally.logicalFile() == trailer.ordinal())
                        .toList();
        List<Tally> decided = of.stream().filter(tally -> !tally.outcome().isEmpty()).toList();
        long messages = trailer.messages();
        long counted = sum(decided, Tally::counted);
        compare(table, file, trailer, "records", messages, sum(of, Tally::counted));
        compare(table, file, trailer, "with an outcome", messages, counted);
        long digits = sum(decided, Tally::digits);
        compare(table, file, trailer, "amount digits", trailer.transactionDigits(), digits);
        if (file.network().equals("visa")) {
            long billing = sum(decided, Tally::billing);
            compare(table, file, trailer, "billing digits", trailer.billing(), billing);
        }
    }

    private static void compare(
            ReportTable.Builder table,
            FileFacts file,
            Trailer trailer,
            String what,
            long stated,
            long found) {
        table.row(
                stated != found,
                words(Long.toString(file.id())),
                count(trailer.ordinal()),
                words(trailer.key()),
                words(what),
                count(stated),
                count(found),
                count(stated - found));
    }

    static String named(String outcome) {
        return outcome.isEmpty() ? UNDECIDED : outcome;
    }

    static List<Tally> tallies(List<FileFacts> files) {
        return files.stream().flatMap(file -> file.tallies().stream()).toList();
    }

    static long sum(List<Tally> tallies, ToLongFunction<Tally> of) {
        return tallies.stream().mapToLong(of).reduce(0, Math::addExact);
    }

    /** In the order of the map, counts as they are. */
    static List<Bar> bars(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(
                        entry ->
                                new Bar(
                                        entry.getKey(),
                                        entry.getValue(),
                                        Shown.grouped(entry.getValue())))
                .toList();
    }
}
