package io.kessai.iso8583;

import io.kessai.iso8583.DialectFacts.Fact;
import io.kessai.iso8583.FieldDefinition.Encoding;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads one dialect file, line by line; the first line at fault ends it. Used once. */
final class DialectParser {
    private static final Map<String, Set<String>> HEADERS =
            Map.of(
                    "text", Set.of("ascii"),
                    "digits", Set.of("ascii", "bcd"),
                    "bitmap", Set.of("hex", "binary"),
                    "mti", Set.of("ascii", "bcd"),
                    "length-prefix", Set.of("ascii", "bcd"));

    /** Card number, tracks and PIN block: a dialect cannot make them readable. */
    static final Set<Integer> ALWAYS_SECRET = Set.of(2, 35, 36, 45, 52);

    private final String name;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<Integer, FieldDefinition> fields = new TreeMap<>();
    private final Map<Fact, Location> facts = new EnumMap<>(Fact.class);
    private final Map<Fact, Integer> factLines = new EnumMap<>(Fact.class);
    private int line;

    /** A line is at fault; caught by {@link #parse} alone. */
    private static final class Fault extends Exception {
        private final transient DialectError error;

        Fault(int line, String rule, String remedy) {
            this.error = new DialectError(line, rule, remedy);
        }
    }

    DialectParser(String name) {
        this.name = name;
    }

    ParsedDialect parse(String text) {
        try {
            for (String content : text.lines().toList()) {
                line++;
                readLine(content.strip());
            }
            return finish();
        } catch (Fault fault) {
            return fault.error;
        }
    }

    private void readLine(String content) throws Fault {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        if (content.contains("|")) {
            readField(content);
            return;
        }
        String[] words = content.split("\\s+");
        if (words[0].equals("fact")) {
            readFact(words);
        } else {
            readHeader(words);
        }
    }

    private void readHeader(String[] words) throws Fault {
        Set<String> choices = HEADERS.get(words[0]);
        if (choices == null) {
            throw fault(
                    "no header is called " + words[0],
                    "write one of " + sorted(HEADERS.keySet()) + ", a fact line or a field line");
        }
        if (words.length != 2 || !choices.contains(words[1])) {
            throw fault(
                    "header " + words[0] + " needs one known value",
                    "write one of " + sorted(choices));
        }
        if (headers.put(words[0], words[1]) != null) {
            throw fault("header " + words[0] + " stands twice", "remove one of the two");
        }
        if (!fields.isEmpty()) {
            throw fault("header " + words[0] + " stands below a field", "move it above the table");
        }
    }

    private void readFact(String[] words) throws Fault {
        Optional<Fact> fact = words.length == 3 ? Fact.of(words[1]) : Optional.empty();
        Optional<Location> location = words.length == 3 ? Location.of(words[2]) : Optional.empty();
        if (fact.isEmpty() || location.isEmpty()) {
            throw fault(
                    "not a fact line",
                    "write 'fact NAME FIELD', NAME being original-reference, partial-approval,"
                            + " increment, replacement-amount or network-transaction-id, FIELD"
                            + " such as 62, 25=91, 60[10]=1 or 95[1..12]");
        }
        if (fact.get().isClaim() == location.get().value().isEmpty()) {
            throw fault(
                    "fact " + words[1] + " has the wrong form",
                    fact.get().isClaim() ? "add '=' and a value" : "remove '=' and the value");
        }
        if (facts.put(fact.get(), location.get()) != null) {
            throw fault("fact " + words[1] + " stands twice", "remove one of the two");
        }
        factLines.put(fact.get(), line);
    }

    private void readField(String content) throws Fault {
        List<String> cells = cells(content);
        int number = number(cells.get(0));
        FieldFormat format = format(cells.get(2));
        FieldDefinition field =
                new FieldDefinition(
                        number,
                        cells.get(1),
                        format,
                        prefixDigits(cells.get(3), format),
                        length(cells.get(3)),
                        encoding(cells.get(4), format),
                        sensitivity(cells.get(5), number));
        if (fields.put(number, field) != null) {
            throw fault("field " + number + " stands twice", "remove one of the two");
        }
    }

    private List<String> cells(String content) throws Fault {
        List<String> cells = Arrays.stream(content.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != 6) {
            throw fault(
                    "a field has six columns, not " + cells.size(),
                    "write number | name | format | length | encoding | sensitivity");
        }
        return cells;
    }

    private FieldFormat format(String cell) throws Fault {
        return FieldFormat.of(cell)
                .orElseThrow(
                        () ->
                                fault(
                                        "format '" + cell + "' is unknown",
                                        "write n, a, an, ans, z, x+n, b or tlv"));
    }

    private Sensitivity sensitivity(String cell, int number) throws Fault {
        Sensitivity sensitivity =
                Sensitivity.of(cell)
                        .orElseThrow(
                                () ->
                                        fault(
                                                "sensitivity '" + cell + "' is unknown",
                                                "write open, masked, pan or secret"));
        if (ALWAYS_SECRET.contains(number) && !sensitivity.isSecret()) {
            throw fault("field " + number + " must stay secret", "write pan or secret");
        }
        return sensitivity;
    }

    private int number(String cell) throws Fault {
        int number = cell.matches("\\d{1,3}") ? Integer.parseInt(cell) : 0;
        if (number < 2 || number > Dialect.FIELDS_MAX) {
            throw fault("'" + cell + "' is no field number", "write a number from 2 to 128");
        }
        return number;
    }

    private int prefixDigits(String cell, FieldFormat format) throws Fault {
        int dots = cell.startsWith("...") ? 3 : cell.startsWith("..") ? 2 : 0;
        if (dots > 0 && format == FieldFormat.X_N) {
            throw fault("an amount with a sign has a fixed length", "write the number of digits");
        }
        return dots;
    }

    private int length(String cell) throws Fault {
        String digits =
                cell.startsWith("...") ? cell.substring(3) : cell.replaceFirst("^\\.\\.", "");
        int limit = cell.startsWith("..") && !cell.startsWith("...") ? 99 : 999;
        int length = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 0;
        if (length < 1 || length > limit) {
            throw fault(
                    "'" + cell + "' is no length",
                    "write 6 for a fixed one, ..19 for up to 99 and ...999 for up to 999");
        }
        return length;
    }

    private Encoding encoding(String cell, FieldFormat format) throws Fault {
        String digits = headers.getOrDefault("digits", "");
        Set<String> choices =
                switch (format) {
                    case N, Z -> Set.of("digits", "text");
                    case X_N -> Set.of("digits");
                    case A, AN, ANS -> Set.of("text");
                    case B, TLV -> Set.of("raw", "hex");
                };
        if (!choices.contains(cell)) {
            throw fault(
                    "encoding '" + cell + "' does not suit format " + format.word(),
                    "write one of " + sorted(choices));
        }
        if (!cell.equals("digits")) {
            return Encoding.valueOf(cell.toUpperCase(Locale.ROOT));
        }
        if (digits.isEmpty()) {
            throw fault("the header 'digits' is missing", "write it above the table");
        }
        return digits.equals("bcd") ? Encoding.BCD : Encoding.ASCII_DIGITS;
    }

    private Dialect finish() throws Fault {
        for (String header : sorted(HEADERS.keySet())) {
            Set<String> choices = HEADERS.getOrDefault(header, Set.of());
            if (!headers.containsKey(header)) {
                throw new Fault(
                        0,
                        "the header '" + header + "' is missing",
                        "write '" + header + "' and one of " + sorted(choices));
            }
        }
        if (fields.isEmpty()) {
            throw new Fault(0, "there is no field", "write a line for each field");
        }
        for (Map.Entry<Fact, Location> fact : facts.entrySet()) {
            check(fact.getKey(), fact.getValue());
        }
        return new Dialect(
                name,
                new Dialect.Wire(
                        "bcd".equals(headers.get("mti")),
                        "hex".equals(headers.get("bitmap")),
                        "bcd".equals(headers.get("length-prefix"))),
                fields,
                new DialectFacts(facts));
    }

    private void check(Fact fact, Location location) throws Fault {
        line = factLines.getOrDefault(fact, 0);
        FieldDefinition field = fields.get(location.field());
        if (field == null || field.format().isBinary() || field.sensitivity().isSecret()) {
            throw fault(
                    "field " + location.field() + " has no readable text",
                    "name a defined field that is neither binary nor secret");
        }
        if (location.last() > field.length()) {
            throw fault(
                    "the span ends behind field " + location.field(),
                    "end it at " + field.length() + " or before");
        }
        boolean isReference = field.isFixed() && field.length() == OriginalReference.DIGITS;
        if (fact == Fact.ORIGINAL_REFERENCE
                && !(isReference && field.format() == FieldFormat.N && !location.isSpan())) {
            throw fault(
                    "the original reference is not n 42", "name a field of format n, length 42");
        }
        if (fact == Fact.REPLACEMENT_AMOUNT && !(location.isSpan() && field.isFixed())) {
            throw fault(
                    "the replacement amount needs a span of a fixed field",
                    "write such as 95[1..12]");
        }
        if (fact == Fact.REPLACEMENT_AMOUNT && location.last() - location.first() >= 18) {
            throw fault("an amount has 18 digits at most", "shorten the span");
        }
    }

    private Fault fault(String rule, String remedy) {
        return new Fault(line, rule, remedy);
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
