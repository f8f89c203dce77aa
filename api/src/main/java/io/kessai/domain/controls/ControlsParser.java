package io.kessai.domain.controls;

import io.kessai.domain.Country;
import io.kessai.domain.MccRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the lines of one control set; the first line at fault ends it. Used once. */
final class ControlsParser {
    /** As for every amount and limit that people set. */
    private static final long UNITS_MAX = 1_000_000_000_000_000L;

    private static final Duration ROLLING_MAX = Duration.ofDays(92);

    private static final String LIMIT_FORM =
            "write 'limit transaction UNITS', 'limit amount WINDOW UNITS' or 'limit count WINDOW"
                    + " NUMBER', with 'cash' behind 'limit' for cash alone";

    private final List<ControlRule> rules = new ArrayList<>();
    private final Set<String> heads = new HashSet<>();

    ParsedControls parse(String text) {
        int line = 0;
        for (String content : text.lines().toList()) {
            line++;
            try {
                readLine(content.strip());
            } catch (ControlsFault fault) {
                return fault.at(line);
            }
        }
        return new ControlRules(rules);
    }

    private void readLine(String content) throws ControlsFault {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        List<String> words = List.of(content.split("\\s+"));
        ControlRule rule =
                switch (words.getFirst()) {
                    case "limit" -> limit(words.subList(1, words.size()));
                    case "allow" -> listing(true, words);
                    case "deny" -> listing(false, words);
                    default ->
                            throw new ControlsFault(
                                    "'" + words.getFirst() + "' begins no rule",
                                    "begin with limit, allow or deny");
                };
        if (!heads.add(head(rule))) {
            throw new ControlsFault(
                    "'" + head(rule) + "' stands twice", "write it once, with all it is to say");
        }
        if (rules.size() == ControlRules.RULES_MAX) {
            throw new ControlsFault(
                    "there are more than " + ControlRules.RULES_MAX + " rules", "write fewer");
        }
        rules.add(rule);
    }

    /** What may be said once: a line without its last number, or without its entries. */
    private static String head(ControlRule rule) {
        String line = rule.line();
        return line.startsWith("limit")
                ? line.substring(0, line.lastIndexOf(' '))
                : line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1));
    }

    private static ControlRule limit(List<String> behind) throws ControlsFault {
        boolean isOfCash = !behind.isEmpty() && behind.getFirst().equals("cash");
        List<String> words = isOfCash ? behind.subList(1, behind.size()) : behind;
        if (words.size() < 2) {
            throw new ControlsFault("a limit is not whole", LIMIT_FORM);
        }
        long number = number(words.getLast());
        List<String> window = words.subList(1, words.size() - 1);
        return switch (words.getFirst()) {
            case "transaction" -> {
                if (!window.isEmpty()) {
                    throw new ControlsFault("a limit per transaction has no window", LIMIT_FORM);
                }
                yield new ControlRule.TransactionLimit(isOfCash, number);
            }
            case "amount" -> new ControlRule.AmountLimit(isOfCash, window(window), number);
            case "count" -> new ControlRule.CountLimit(isOfCash, window(window), number);
            default ->
                    throw new ControlsFault(
                            "'" + words.getFirst() + "' is nothing to limit", LIMIT_FORM);
        };
    }

    private static long number(String word) throws ControlsFault {
        if (!word.matches("0|[1-9][0-9]{0,15}") || Long.parseLong(word) > UNITS_MAX) {
            throw new ControlsFault(
                    "'" + word + "' is no limit",
                    "write a number from 0 to 10^15, amounts in minor units");
        }
        return Long.parseLong(word);
    }

    private static Window window(List<String> words) throws ControlsFault {
        if (words.size() == 1 && Period.ofWord(words.getFirst()).isPresent()) {
            return new Window.Fixed(Period.ofWord(words.getFirst()).get());
        }
        if (words.size() == 2 && words.getFirst().equals("rolling")) {
            return new Window.Rolling(rolling(words.getLast()));
        }
        throw new ControlsFault(
                "'" + String.join(" ", words) + "' is no window",
                "write day, week, month, year, lifetime, or rolling such as 'rolling 24h'");
    }

    private static Duration rolling(String word) throws ControlsFault {
        if (word.matches("[1-9][0-9]{0,5}[mhd]")) {
            long number = Long.parseLong(word.substring(0, word.length() - 1));
            Duration length =
                    switch (word.charAt(word.length() - 1)) {
                        case 'm' -> Duration.ofMinutes(number);
                        case 'h' -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (length.compareTo(ROLLING_MAX) <= 0) {
                return length;
            }
        }
        throw new ControlsFault(
                "'" + word + "' is no length of a rolling window",
                "write minutes, hours or days such as 90m, 24h or 7d, at most "
                        + ROLLING_MAX.toDays()
                        + "d");
    }

    private static ControlRule listing(boolean isAllowed, List<String> words) throws ControlsFault {
        String subject = words.size() < 2 ? "" : words.get(1);
        List<String> entries = words.size() < 2 ? List.of() : words.subList(2, words.size());
        ControlRule rule =
                switch (subject) {
                    case "mcc" ->
                            new ControlRule.Mccs(
                                    isAllowed,
                                    each(
                                            entries,
                                            MccRange::of,
                                            "a code such as 5411, or 3000-3299"));
                    case "merchant" ->
                            new ControlRule.Merchants(
                                    isAllowed,
                                    each(
                                            entries,
                                            ControlsParser::merchant,
                                            "DE42 of the merchant, 1 to 15 characters"));
                    case "country" ->
                            new ControlRule.Countries(
                                    isAllowed,
                                    each(entries, Country::of, "a code of ISO 3166-1 such as JP"));
                    case "channel" ->
                            new ControlRule.Channels(
                                    isAllowed,
                                    each(
                                            entries,
                                            Channel::ofWord,
                                            "one of " + words(Channel.values(), Channel::word)));
                    case "entry-mode" ->
                            new ControlRule.EntryModes(
                                    isAllowed,
                                    each(
                                            entries,
                                            EntryMode::ofWord,
                                            "one of "
                                                    + words(EntryMode.values(), EntryMode::word)));
                    default ->
                            throw new ControlsFault(
                                    "'" + subject + "' is nothing to allow or deny",
                                    "write mcc, merchant, country, channel or entry-mode");
                };
        if (entries.isEmpty()) {
            throw new ControlsFault("the list is empty", "write what it is about behind it");
        }
        return rule;
    }

    private static <T> List<T> each(
            List<String> words, Function<String, Optional<T>> reader, String form)
            throws ControlsFault {
        List<T> read = new ArrayList<>();
        for (String word : words) {
            Optional<T> entry = reader.apply(word);
            if (entry.isEmpty() || read.contains(entry.get())) {
                throw new ControlsFault(
                        "'" + word + "' " + (entry.isEmpty() ? "cannot be read" : "stands twice"),
                        entry.isEmpty() ? "write " + form : "write it once");
            }
            read.add(entry.get());
        }
        return read;
    }

    private static Optional<String> merchant(String word) {
        return word.matches("[!-~]{1,15}") ? Optional.of(word) : Optional.empty();
    }

    private static <T> String words(T[] values, Function<T, String> word) {
        return String.join(", ", Arrays.stream(values).map(word).toList());
    }
}
