package io.kessai.authorization.record;

import io.kessai.domain.Currency;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a backtest found, added up. Not thread-safe. */
final class BacktestTally {

    /**
     * One row of a table.
     *
     * @param what reasons, or a rule with its section
     */
    private record Row(BacktestChange.Kind kind, String what) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? what.compareTo(other.what) : byKind;
        }
    }

    /** How many messages, and their amounts by currency (ISO 4217 numeric) in minor units. */
    private static final class Sum {
        private long messages;
        private final Map<Integer, Long> amounts = new TreeMap<>();

        private void add(BacktestChange change) {
            messages++;
            amounts.merge(change.amount().currency(), change.amount().minorUnits(), Math::addExact);
        }

        private String json() {
            return "\"messages\":%d,\"amounts\":{%s}"
                    .formatted(
                            messages,
                            amounts.entrySet().stream()
                                    .map(e -> quoted(currency(e.getKey())) + ":" + e.getValue())
                                    .collect(Collectors.joining(",")));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,12d", messages)
                    + amounts.entrySet().stream()
                            .map(
                                    e ->
                                            String.format(
                                                    Locale.ROOT,
                                                    "  %s %,d",
                                                    currency(e.getKey()),
                                                    e.getValue()))
                            .collect(Collectors.joining());
        }
    }

    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;
    private long otherRules;
    private long differences;
    private long same;
    private long sameWithOtherEffect;
    private final Map<BacktestChange.Kind, Sum> byKind = new TreeMap<>();
    private final Map<Row, Sum> byReason = new TreeMap<>();
    private final Map<Row, Sum> byRule = new TreeMap<>();

    BacktestTally() {
        for (BacktestChange.Kind kind : BacktestChange.Kind.values()) {
            byKind.put(kind, new Sum());
        }
    }

    /**
     * @param on business date of a decision, whatever is found of it
     */
    void decision(LocalDate on) {
        first = on.isBefore(first) ? on : first;
        last = on.isAfter(last) ? on : last;
    }

    /** Decided by rules of another version: nothing is said of it. */
    void otherRules() {
        otherRules++;
    }

    /** Decided again as it was recorded, it came out otherwise, or could not be read. */
    void difference() {
        differences++;
    }

    /**
     * Answered as recorded.
     *
     * @param isOfOtherEffect whether it leaves an authorization otherwise
     */
    void same(boolean isOfOtherEffect) {
        same++;
        sameWithOtherEffect += isOfOtherEffect ? 1 : 0;
    }

    void change(BacktestChange change) {
        byKind.computeIfAbsent(change.kind(), kind -> new Sum()).add(change);
        byReason.computeIfAbsent(
                        new Row(change.kind(), change.now() + " instead of " + change.recorded()),
                        row -> new Sum())
                .add(change);
        String rule =
                change.section().isEmpty()
                        ? "what became of an earlier message"
                        : change.section() + ": " + change.rule();
        byRule.computeIfAbsent(new Row(change.kind(), rule), row -> new Sum()).add(change);
    }

    long differences() {
        return differences;
    }

    private long replayed() {
        return differences
                + same
                + byKind.values().stream().mapToLong(changed -> changed.messages).sum();
    }

    void printText(PrintStream out) {
        out.printf(
                "%d decisions%s, %d replayed, %d differences%n",
                replayed() + otherRules,
                first.isAfter(last) ? "" : " from " + first + " to " + last,
                replayed(),
                differences);
        if (otherRules > 0) {
            out.printf("not replayed: %d decisions by other rules%n", otherRules);
        }
        out.printf(Locale.ROOT, "%-16s%,12d", "same answer", same);
        out.println(
                sameWithOtherEffect == 0
                        ? ""
                        : "  " + sameWithOtherEffect + " with another effect");
        byKind.forEach((kind, sum) -> out.printf("%-16s%s%n", kind.word(), sum));
        print(out, "by reason", byReason);
        print(out, "by rule", byRule);
    }

    private static void print(PrintStream out, String title, Map<Row, Sum> rows) {
        if (rows.isEmpty()) {
            return;
        }
        out.println(title);
        rows.forEach(
                (row, sum) -> out.printf("  %-16s%s  %s%n", row.kind().word(), sum, row.what()));
    }

    void printJson(PrintStream out) {
        out.printf(
                "{\"from\":%s,\"to\":%s,\"decisions\":%d,\"replayed\":%d,\"other_rules\":%d,"
                        + "\"differences\":%d,\"same\":%d,\"same_with_other_effect\":%d",
                first.isAfter(last) ? "null" : quoted(first.toString()),
                first.isAfter(last) ? "null" : quoted(last.toString()),
                replayed() + otherRules,
                replayed(),
                otherRules,
                differences,
                same,
                sameWithOtherEffect);
        byKind.forEach((kind, sum) -> out.printf(",%s:{%s}", name(kind), sum.json()));
        out.printf(
                ",\"by_reason\":[%s],\"by_rule\":[%s]}%n",
                json("reason", byReason), json("rule", byRule));
    }

    private static String json(String what, Map<Row, Sum> rows) {
        return rows.entrySet().stream()
                .map(
                        e ->
                                "{\"change\":%s,\"%s\":%s,%s}"
                                        .formatted(
                                                name(e.getKey().kind()),
                                                what,
                                                quoted(e.getKey().what()),
                                                e.getValue().json()))
                .collect(Collectors.joining(","));
    }

    private static String name(BacktestChange.Kind kind) {
        return quoted(kind.name().toLowerCase(Locale.ROOT));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The alphabetic code where it is known. */
    static String currency(int numeric) {
        return Currency.ofNumeric(numeric)
                .map(Currency::code)
                .orElseGet(() -> String.format(Locale.ROOT, "%03d", numeric));
    }
}
