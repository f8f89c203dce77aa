package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.amount;
import static io.kessai.clearing.report.Cell.currency;
import static io.kessai.clearing.report.Cell.day;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.post.FeeTotal;
import io.kessai.clearing.report.Report.Section;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Interchange as it is summed, booked and rounded. Pure. */
final class InterchangeTable {
    private InterchangeTable() {}

    static Section of(List<FileFacts> files) {
        ReportTable.Builder table =
                ReportTable.named(
                        "interchange",
                        "Interchange",
                        "file",
                        "service",
                        "settlement_on",
                        "direction",
                        "currency",
                        "exact",
                        "booked",
                        "rounding_difference");
        Map<Integer, Long> rounding = new TreeMap<>();
        for (FileFacts file : files) {
            for (FeeTotal fee : file.fees()) {
                row(table, file, fee);
                long signed =
                        switch (fee.direction()) {
                            case DEBIT -> fee.roundingMillionths();
                            case CREDIT -> -fee.roundingMillionths();
                        };
                rounding.merge(fee.currency(), signed, Math::addExact);
            }
        }
        rounding.forEach(
                (currency, millionths) ->
                        table.row(
                                words("all"),
                                words("rounding difference"),
                                words(""),
                                words("net debit"),
                                currency(currency),
                                words(""),
                                words(""),
                                new Cell.Exact(millionths)));
        return new Section(
                table.build(),
                "Summed to six decimals and rounded once, half-up; debit is what we pay.",
                List.of());
    }

    /** Of a currency nobody knows nothing is booked. */
    private static void row(ReportTable.Builder table, FileFacts file, FeeTotal fee) {
        table.row(
                fee.money().isEmpty(),
                words(Long.toString(file.id())),
                words(fee.settlementService()),
                day(fee.settlementOn()),
                words(fee.direction().word()),
                currency(fee.currency()),
                new Cell.Exact(fee.millionths()),
                amount(fee.money().map(money -> money.minorUnits()).orElse(0L), fee.currency()),
                new Cell.Exact(fee.roundingMillionths()));
    }
}
