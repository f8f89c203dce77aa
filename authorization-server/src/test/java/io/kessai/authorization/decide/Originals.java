package io.kessai.authorization.decide;

import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.MessageKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Authorizations in words. What is not said: approved an hour ago for 1,000 yen, all of it held;
 * its DE11 is 000001, its DE7 1121020000, its DE37 and DE38 are RRN and CODE with its number
 * behind.
 */
final class Originals {

    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("status", "approved"),
                    Map.entry("direction", "debit"),
                    Map.entry("amount", "1000 JPY"),
                    Map.entry("authorized", "1000"),
                    Map.entry("incremented", "0"),
                    Map.entry("raised", "0"),
                    Map.entry("lowered", "0"),
                    Map.entry("reversed", "0"),
                    Map.entry("cleared", "0"),
                    Map.entry("released", "0"),
                    Map.entry("expired", "0"),
                    Map.entry("target", ""),
                    Map.entry("class", "10"),
                    Map.entry("acquirer", "123456"),
                    Map.entry("forwarder", ""),
                    Map.entry("de11", "000001"),
                    Map.entry("de7", "1121020000"),
                    Map.entry("rrn", ""),
                    Map.entry("terminal", "TERM0001"),
                    Map.entry("de38", ""),
                    Map.entry("netid", ""),
                    Map.entry("trace", ""),
                    Map.entry("de12", ""),
                    Map.entry("increments", ""),
                    Map.entry("posted", "0"),
                    Map.entry("counted", "0"),
                    Map.entry("cash", "no"),
                    Map.entry("age", "PT1H"));

    private Originals() {}

    static Authorization of(String text, long id) {
        Map<String, String> defaults = new HashMap<>(DEFAULTS);
        defaults.put("rrn", "RRN" + id);
        defaults.put("de38", "CODE" + id);
        defaults.put("billed", "");
        Words words = Words.of(text.strip().equals("as usual") ? "" : text, defaults);
        Optional<String> target = words.maybe("target");
        return new Authorization(
                id,
                new MessageKey(
                        "simulated",
                        words.get("class"),
                        words.get("acquirer"),
                        words.get("de11"),
                        words.get("de7"),
                        words.get("rrn"),
                        words.get("terminal"),
                        LocalDate.of(2026, 11, 21)),
                AuthorizationStatus.valueOf(words.get("status").toUpperCase(Locale.ROOT)),
                Direction.valueOf(words.get("direction").toUpperCase(Locale.ROOT)),
                Words.amount(words.get("amount")),
                Long.parseLong(words.maybe("billed").orElse(words.get("authorized"))),
                hold(words),
                target.isPresent()
                        ? OptionalLong.of(Long.parseLong(target.get()))
                        : OptionalLong.empty(),
                Scenario.NOW.minus(Duration.parse(words.get("age"))),
                words.get("forwarder"),
                words.get("de38"),
                new Names(words.get("netid"), words.get("trace"), words.get("de12")),
                increments(words),
                Long.parseLong(words.get("posted")),
                new Spending(
                        Long.parseLong(words.get("counted")), words.get("cash").equals("yes")));
    }

    /**
     * Divided by blanks, each STATUS/AMOUNT/BILLED/GIVEN BACK/COUNTED from the left, the rest as
     * usual: approved, 300 yen. DE11 is 000101 and up, DE7 half an hour after the first message's;
     * DE37 and DE38 are INCRRN and INC with the number behind.
     */
    private static List<Increment> increments(Words words) {
        List<Increment> increments = new ArrayList<>();
        for (String one : words.get("increments").split(" ")) {
            if (!one.isBlank()) {
                increments.add(increment(words, one, increments.size() + 1));
            }
        }
        return increments;
    }

    private static Increment increment(Words words, String text, int number) {
        String[] parts = (text + "////").split("/", -1);
        long amount = parts[1].isEmpty() ? 300 : Long.parseLong(parts[1]);
        return new Increment(
                new MessageKey(
                        "simulated",
                        "10",
                        words.get("acquirer"),
                        "%06d".formatted(100 + number),
                        "1121023000",
                        "INCRRN" + number,
                        words.get("terminal"),
                        LocalDate.of(2026, 11, 21)),
                AuthorizationStatus.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                new SentAmount(amount, Words.amount(words.get("amount")).currency()),
                parts[2].isEmpty() ? amount : Long.parseLong(parts[2]),
                parts[3].isEmpty() ? 0 : Long.parseLong(parts[3]),
                Scenario.NOW.minus(Duration.parse(words.get("age"))),
                words.get("forwarder"),
                "INC" + number,
                new Names(words.get("netid"), "", ""),
                parts[4].isEmpty() ? 0 : Long.parseLong(parts[4]));
    }

    private static Hold hold(Words words) {
        return new Hold(
                term(words, "authorized"),
                term(words, "incremented"),
                term(words, "raised"),
                term(words, "lowered"),
                term(words, "reversed"),
                term(words, "cleared"),
                term(words, "released"),
                term(words, "expired"));
    }

    private static long term(Words words, String name) {
        return Long.parseLong(words.get(name));
    }
}
