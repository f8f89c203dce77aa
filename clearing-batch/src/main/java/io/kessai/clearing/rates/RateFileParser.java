package io.kessai.clearing.rates;

import io.kessai.domain.Currency;
import io.kessai.domain.ExchangeRate;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Product;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one file of rates, line by line; the first line at fault ends it. Used once. */
final class RateFileParser {

    /** A weekend and a holiday at either end of it. */
    private static final int DAYS = 4;

    private static final int DAYS_MAX = 31;
    private static final int SOURCE_LENGTH_MAX = 100;

    private final String name;
    private final List<RateFile.Rate> rates = new ArrayList<>();
    private final List<RateFile.Markup> markups = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int days = DAYS;
    private String source = "";
    private int line;

    RateFileParser(String name) {
        this.name = name;
    }

    RateFile parse(String text) {
        for (String content : text.lines().toList()) {
            line++;
            readLine(content.strip());
        }
        if (rates.isEmpty() && markups.isEmpty()) {
            throw RateFile.refused(
                    name
                            + ": there is neither rate nor markup; write 'rate USD JPY 155.25 from"
                            + " 2026-11-20T00:00:00Z'");
        }
        return new RateFile(rates, markups);
    }

    private void readLine(String content) {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        String[] words = content.split("\\s+");
        switch (words[0]) {
            case "rate" -> readRate(words);
            case "markup" -> readMarkup(words);
            case "days" -> readDays(words);
            case "source" -> readSource(content.substring("source".length()).strip());
            default ->
                    throw fault(
                            "'" + words[0] + "' begins no line",
                            "begin with rate, markup, days, source or #");
        }
    }

    private void readRate(String[] words) {
        if (words.length != 6 || !words[4].equals("from")) {
            throw fault(
                    "a rate is two currencies, a decimal and from when it counts",
                    "write 'rate USD JPY 155.25 from 2026-11-20T00:00:00Z'");
        }
        Currency from = currency(words[1]);
        Currency to = currency(words[2]);
        if (from.equals(to)) {
            throw fault("a rate is of two currencies", "write another one than " + from + " twice");
        }
        ExchangeRate rate =
                ExchangeRate.of(words[3])
                        .orElseThrow(
                                () ->
                                        fault(
                                                "'" + words[3] + "' is no rate",
                                                "write a decimal above zero, such as 155.25, of at"
                                                        + " most 18 digits and 12 decimals"));
        Instant validFrom = instant(words[5]);
        once("the rate " + from + " " + to + " from " + validFrom);
        Instant validUntil = validFrom.plus(Duration.ofDays(days));
        rates.add(new RateFile.Rate(line, from, to, rate, validFrom, validUntil, source));
    }

    private void readMarkup(String[] words) {
        if (words.length != 5 || !words[3].equals("from")) {
            throw fault(
                    "a markup is a product, basis points and from when it counts",
                    "write 'markup standard 250 from 2026-11-01T00:00:00Z'");
        }
        Product product =
                Product.of(words[1])
                        .orElseThrow(
                                () ->
                                        fault(
                                                "'" + words[1] + "' is no product",
                                                "write 1 to 32 lower-case letters, digits and -"));
        int basisPoints = number(words[2], 0, ExchangeRate.BASIS_POINTS, "basis points");
        Instant validFrom = instant(words[4]);
        once("the markup of " + product + " from " + validFrom);
        markups.add(new RateFile.Markup(line, product, basisPoints, validFrom));
    }

    private void readDays(String[] words) {
        if (words.length != 2 || !rates.isEmpty()) {
            throw fault(
                    "the days for which rates count stand once, above the rates",
                    "write 'days " + DAYS + "' there");
        }
        days = number(words[1], 1, DAYS_MAX, "days");
    }

    private void readSource(String text) {
        if (text.length() > SOURCE_LENGTH_MAX || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw fault(
                    "a source is short and plain",
                    "write at most " + SOURCE_LENGTH_MAX + " printable ASCII characters");
        }
        source = text;
    }

    private Currency currency(String code) {
        return Currency.ofCode(code)
                .orElseThrow(
                        () ->
                                fault(
                                        "'" + code + "' is no currency",
                                        "write a code of ISO 4217, such as JPY"));
    }

    /** Whole seconds: what the database keeps is what was written. */
    private Instant instant(String word) {
        try {
            Instant instant = Instant.parse(word);
            if (instant.getNano() == 0 && word.endsWith("Z")) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Told below, as the other ways of being none.
        }
        throw fault(
                "'" + word + "' is no moment",
                "write it to the second in UTC, such as 2026-11-20T00:00:00Z");
    }

    private int number(String word, int min, int max, String what) {
        if (word.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(word);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw fault("'" + word + "' is no number of " + what, "write " + min + " to " + max);
    }

    private void once(String what) {
        Integer before = lines.putIfAbsent(what, line);
        if (before != null) {
            throw fault(what + " stands in line " + before + " already", "leave one of them out");
        }
    }

    private OperatingException fault(String rule, String remedy) {
        return RateFile.refused("%s, line %d: %s; %s".formatted(name, line, rule, remedy));
    }
}
