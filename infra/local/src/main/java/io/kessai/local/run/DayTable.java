package io.kessai.local.run;

import io.kessai.local.network.DayResult;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Prints how a day went, for people. */
final class DayTable {
    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("00", "approved or accepted"),
                    Map.entry("05", "reversed before it arrived, or chip refused"),
                    Map.entry("10", "approved in part"),
                    Map.entry("12", "type or currency not supported, key refused"),
                    Map.entry("13", "amount invalid"),
                    Map.entry("14", "card unknown or closed"),
                    Map.entry("25", "original unknown"),
                    Map.entry("30", "format error"),
                    Map.entry("41", "card lost"),
                    Map.entry("43", "card stolen"),
                    Map.entry("51", "insufficient funds"),
                    Map.entry("54", "card expired"),
                    Map.entry("55", "PIN incorrect"),
                    Map.entry("57", "not allowed at this merchant"),
                    Map.entry("58", "not allowed at this terminal"),
                    Map.entry("61", "beyond the limit of an amount"),
                    Map.entry("62", "card blocked or paused, account suspended"),
                    Map.entry("65", "beyond the limit of a count"),
                    Map.entry("75", "PIN tried too often"),
                    Map.entry("78", "card not activated, account closed"),
                    Map.entry("82", "verification value of track or chip wrong"),
                    Map.entry("85", "verified"),
                    Map.entry("87", "approved without the cash"),
                    Map.entry("91", "too late, overloaded or without the database"),
                    Map.entry("94", "key used before for another amount"),
                    Map.entry("96", "system malfunction"),
                    Map.entry("N7", "CVV2 wrong"));

    private final PrintStream out;

    DayTable(PrintStream out) {
        this.out = out;
    }

    void print(DayResult result) {
        out.println();
        out.println("messages by kind");
        result.kinds().forEach((kind, count) -> row(words(kind.name()), count));
        if (result.leftOut() > 0) {
            row("not sent: no dialect of these links says them", result.leftOut());
        }
        out.println("answers by response code");
        result.responseCodes()
                .forEach(
                        (code, count) ->
                                row(code + " " + MEANINGS.getOrDefault(code, "other"), count));
        Histogram latency = result.latencyMicros();
        out.printf(
                Locale.ROOT,
                "latency             p50 %.1f ms   p99 %.1f ms   p99.9 %.1f ms   max %.1f ms%n",
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getValueAtPercentile(99.9) / 1e3,
                latency.getMaxValue() / 1e3);
        out.printf(
                Locale.ROOT,
                "durable answers     %,.0f a second (%,d in %.1f s)%n",
                result.answersPerSecond(),
                result.answers(),
                result.elapsed().toNanos() / 1e9);
        out.printf(
                Locale.ROOT,
                "cards proved        in %,d messages, %,d of them refused for it%n",
                result.proofs().messages(),
                result.proofs().refused());
        out.printf(Locale.ROOT, "keys changed        %,d%n", result.keysChanged());
        out.printf(Locale.ROOT, "balances compared   %,d accounts%n", result.accountsCompared());
        if (!result.agreed()) {
            out.printf(
                    Locale.ROOT,
                    "WRONG: %,d answers or balances, seed %d; the first:%n",
                    result.complaints(),
                    result.seed());
            result.firstComplaints().forEach(complaint -> out.println("  " + complaint));
        }
    }

    private void row(String name, long count) {
        out.printf(Locale.ROOT, "  %-46s %,10d%n", name, count);
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
