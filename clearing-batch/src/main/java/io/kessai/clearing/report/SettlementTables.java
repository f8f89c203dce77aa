package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.amount;
import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.currency;
import static io.kessai.clearing.report.Cell.day;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.report.FileFacts.NetworkSays;
import io.kessai.clearing.report.FileFacts.Settled;
import io.kessai.clearing.report.FileFacts.Source;
import io.kessai.clearing.report.FileFacts.Unlike;
import io.kessai.clearing.report.Report.Section;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the networks say they settle, what their records say and what the ledger has. Pure.
 *
 * <p>What the network says less what is booked is the residual. It is the sum of two parts: what
 * its totals say beyond its own records, which only the network can explain, and what records say
 * beyond what is booked, which {@link #unlike} names record by record. Interchange that is rounded
 * once a file is within the residual of the totals with fees.
 */
final class SettlementTables {
    private SettlementTables() {}

    static Section networkTotals(List<FileFacts> files) {
        Map<SettlementKey, Map<String, Long>> stated = new TreeMap<>();
        Map<SettlementKey, List<Settled>> settled = settled(files);
        for (FileFacts file : files) {
            for (NetworkSays says : file.networkSays()) {
                stated.computeIfAbsent(
                                new SettlementKey(
                                        file.network(), says.currency(), says.settlementOn()),
                                _ -> new TreeMap<>())
                        .merge(says.scope(), SettlementSide.stated(says), Math::addExact);
            }
        }
        ReportTable.Builder table =
                ReportTable.named(
                        "network_totals",
                        "Settlement against the networks' totals",
                        "network",
                        "currency",
                        "settlement_on",
                        "total",
                        "sums",
                        "network_says",
                        "its_records",
                        "booked",
                        "residual",
                        "of_it_beyond_its_records");
        Set<SettlementKey> all = new java.util.TreeSet<>(stated.keySet());
        all.addAll(settled.keySet());
        for (SettlementKey key : all) {
            List<Settled> sums = settled.getOrDefault(key, List.of());
            Map<String, Long> totals = stated.getOrDefault(key, Map.of());
            totals.forEach((scope, says) -> compared(table, key, scope, says, sums));
            if (totals.isEmpty()) {
                unstated(table, key, sums);
            }
        }
        return new Section(
                table.build(),
                "Positive is what we owe. Residual: what the network says less what is booked.",
                List.of());
    }

    private static void compared(
            ReportTable.Builder table,
            SettlementKey key,
            String scope,
            long says,
            List<Settled> sums) {
        SettlementSide side = SettlementSide.of(scope);
        long booked = sum(side, sums, EnumSet.of(Source.LEDGER, Source.LEDGER_FEES));
        // Records carry interchange unrounded: what is booked of it stands for them.
        long records = sum(side, sums, EnumSet.of(Source.RECORDS, Source.LEDGER_FEES));
        long residual = Math.subtractExact(says, booked);
        table.row(
                residual != 0,
                words(key.network()),
                currency(key.currency()),
                day(key.settlementOn()),
                words(scope),
                words(side.words()),
                amount(says, key.currency()),
                amount(records, key.currency()),
                amount(booked, key.currency()),
                amount(residual, key.currency()),
                amount(Math.subtractExact(says, records), key.currency()));
    }

    /** Nothing to compare with is no residual. */
    private static void unstated(ReportTable.Builder table, SettlementKey key, List<Settled> sums) {
        table.row(
                words(key.network()),
                currency(key.currency()),
                day(key.settlementOn()),
                words("none in the file"),
                words(SettlementSide.NET_WITH_FEES.words()),
                words(""),
                amount(
                        sum(
                                SettlementSide.NET_WITH_FEES,
                                sums,
                                EnumSet.of(Source.RECORDS, Source.LEDGER_FEES)),
                        key.currency()),
                amount(
                        sum(
                                SettlementSide.NET_WITH_FEES,
                                sums,
                                EnumSet.of(Source.LEDGER, Source.LEDGER_FEES)),
                        key.currency()),
                words(""),
                words(""));
    }

    static Section ledger(List<FileFacts> files) {
        ReportTable.Builder table =
                ReportTable.named(
                        "settlement",
                        "Settlement of the records against the ledger",
                        "network",
                        "currency",
                        "settlement_on",
                        "sums",
                        "records",
                        "booked",
                        "residual");
        settled(files)
                .forEach(
                        (key, sums) -> {
                            for (SettlementSide side :
                                    EnumSet.of(SettlementSide.DEBITS, SettlementSide.CREDITS)) {
                                long records = sum(side, sums, EnumSet.of(Source.RECORDS));
                                long booked = sum(side, sums, EnumSet.of(Source.LEDGER));
                                table.row(
                                        records != booked,
                                        words(key.network()),
                                        currency(key.currency()),
                                        day(key.settlementOn()),
                                        words(side.words()),
                                        amount(records, key.currency()),
                                        amount(booked, key.currency()),
                                        amount(
                                                Math.subtractExact(records, booked),
                                                key.currency()));
                            }
                        });
        return new Section(
                table.build(),
                "Without interchange. Debits are what we owe; the records behind a residual are"
                        + " named below.",
                List.of());
    }

    static Section unlike(List<FileFacts> files) {
        ReportTable.Builder table =
                ReportTable.named(
                        "residual_records",
                        "Records behind the residuals",
                        "file",
                        "record",
                        "outcome",
                        "currency",
                        "settlement_on",
                        "sent",
                        "booked",
                        "residual");
        for (FileFacts file : files) {
            file.unlike().forEach(record -> row(table, file, record));
            long unnamed = file.unlikeRecords() - file.unlike().size();
            if (unnamed > 0) {
                table.row(
                        true,
                        words(Long.toString(file.id())),
                        words("and " + Shown.grouped(unnamed) + " more"),
                        words(""),
                        words(""),
                        words(""),
                        words(""),
                        words(""),
                        words(""));
            }
        }
        return new Section(
                table.build(),
                "Records that settle and are booked for another amount, or not yet.",
                List.of());
    }

    private static void row(ReportTable.Builder table, FileFacts file, Unlike record) {
        table.row(
                true,
                words(Long.toString(file.id())),
                count(record.number()),
                words(FileTables.named(record.outcome())),
                currency(record.currency()),
                day(record.settlementOn()),
                amount(record.sent(), record.currency()),
                amount(record.booked(), record.currency()),
                amount(Math.subtractExact(record.sent(), record.booked()), record.currency()));
    }

    private static Map<SettlementKey, List<Settled>> settled(List<FileFacts> files) {
        Map<SettlementKey, List<Settled>> settled = new TreeMap<>();
        for (FileFacts file : files) {
            for (Settled sum : file.settled()) {
                settled.computeIfAbsent(
                                new SettlementKey(
                                        file.network(), sum.currency(), sum.settlementOn()),
                                _ -> new ArrayList<>())
                        .add(sum);
            }
        }
        return settled;
    }

    private static long sum(SettlementSide side, List<Settled> sums, Set<Source> sources) {
        return sums.stream()
                .filter(sum -> sources.contains(sum.source()))
                .mapToLong(side::part)
                .reduce(0, Math::addExact);
    }
}
