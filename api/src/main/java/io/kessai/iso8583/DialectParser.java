package io.kessai.iso8583;

import io.kessai.domain.Currency;
import io.kessai.iso8583.FieldDefinition.Encoding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads one dialect file, line by line; the first line at fault ends it. Used once. */
final class DialectParser {
    /** A header that may be missing: then the edition is that of 1987. */
    private static final String EDITION = "edition";

    /** A line for each currency of which the network has other minor units. */
    private static final String EXPONENT = "exponent";

    /** Another: then the scheme is none of those that rules know. */
    private static final String SCHEME = "scheme";

    private static final Map<String, Set<String>> HEADERS =
            Map.of(
                    "text",
                    Set.of("ascii", "ebcdic"),
                    "digits",
                    Set.of("ascii", "bcd", "ebcdic"),
                    "bitmap",
                    Set.of("hex", "binary"),
                    "mti",
                    Set.of("ascii", "bcd", "ebcdic"),
                    "length-prefix",
                    Set.of("ascii", "bcd", "binary", "ebcdic"),
                    EDITION,
                    Set.copyOf(Edition.words()),
                    SCHEME,
                    Set.of("mastercard", Dialect.OTHER_SCHEME, "visa"));

    private static final Set<String> OPTIONAL_HEADERS = Set.of(EDITION, SCHEME);

    private final String name;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<Integer, FieldDefinition> fields = new TreeMap<>();
    private final Map<Integer, Map<Integer, FieldDefinition>> parts = new HashMap<>();
    private final FactParser facts = new FactParser();
    private final Map<Integer, Integer> exponents = new HashMap<>();
    private int line;

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
        } catch (DialectFault fault) {
            return fault.error();
        }
    }

    private void readLine(String content) throws DialectFault {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        if (content.contains("|")) {
            readField(content);
            return;
        }
        String[] words = content.split("\\s+");
        if (words[0].equals("fact")) {
            facts.read(words, line);
        } else if (words[0].equals(EXPONENT)) {
            readExponent(words);
        } else {
            readHeader(words);
        }
    }

    private void readHeader(String[] words) throws DialectFault {
        Set<String> choices = HEADERS.get(words[0]);
        if (choices == null) {
            throw fault(
                    "no header is called " + words[0],
                    "write one of "
                            + sorted(HEADERS.keySet())
                            + ", an exponent line, a fact line or a field line");
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

    /** One currency; there may be several such lines. */
    private void readExponent(String[] words) throws DialectFault {
        Optional<Currency> currency =
                words.length == 3 ? Currency.ofCode(words[1]) : Optional.empty();
        if (currency.isEmpty() || !words[2].matches("[0-" + MinorUnits.EXPONENT_MAX + "]")) {
            throw fault(
                    "an exponent is a currency of ISO 4217 and its decimals",
                    "write such as 'exponent HUF 0'");
        }
        int exponent = Integer.parseInt(words[2]);
        if (exponent == currency.get().exponent()) {
            throw fault(
                    currency.get() + " has " + exponent + " decimals in ISO 4217 too",
                    "remove the line");
        }
        if (exponents.put(currency.get().numeric(), exponent) != null) {
            throw fault("exponent " + currency.get() + " stands twice", "remove one of the two");
        }
    }

    private void readField(String content) throws DialectFault {
        List<String> cells = cells(content);
        String[] path = cells.get(0).split("\\.", 2);
        if (path.length == 2) {
            readPart(cells, path);
            return;
        }
        int number = number(path[0]);
        FieldDefinition field = field(0, number, cells);
        if (field.format().isNested() && field.isFixed()) {
            throw fault("a field with parts has no fixed length", "write such as ..255");
        }
        if (fields.put(number, field) != null) {
            throw fault("field " + number + " stands twice", "remove one of the two");
        }
    }

    private void readPart(List<String> cells, String[] path) throws DialectFault {
        String written = cells.get(0);
        FieldDefinition whole = fields.get(number(path[0]));
        if (whole == null || !whole.format().isNested()) {
            throw fault(
                    "no field with parts stands above " + written,
                    "write a line of format bits, sub2 or sub3 for " + path[0] + " first");
        }
        int number = path[1].matches("\\d{1,3}") ? Integer.parseInt(path[1]) : -1;
        boolean isTagged = whole.format() != FieldFormat.BITS;
        int last = !isTagged ? 64 : whole.format() == FieldFormat.SUB_2 ? 99 : 999;
        if (number < (isTagged ? 0 : 1) || number > last) {
            throw fault("'" + written + "' is no part", "number parts from 1 to " + last);
        }
        FieldDefinition part = field(whole.number(), number, cells);
        if (part.format().isNested()) {
            throw fault("a part has no parts itself", "write it as ans or b");
        }
        int dots = part.prefixDigits();
        if (isTagged && number > 0 && dots != whole.format().tagDigits()) {
            throw fault(
                    "the length of subelement " + written + " must be variable",
                    "write " + ".".repeat(whole.format().tagDigits()) + " before it");
        }
        if (parts.computeIfAbsent(whole.number(), _ -> new TreeMap<>()).put(number, part) != null) {
            throw fault("field " + written + " stands twice", "remove one of the two");
        }
    }

    private FieldDefinition field(int parent, int number, List<String> cells) throws DialectFault {
        FieldFormat format = format(cells.get(2));
        FieldDefinition field =
                new FieldDefinition(
                        parent,
                        number,
                        cells.get(1),
                        format,
                        prefixDigits(cells.get(3), format),
                        length(cells.get(3)),
                        encoding(cells.get(4), format),
                        sensitivity(cells.get(5), parent, number),
                        Map.of());
        boolean isHex = field.encoding() == Encoding.HEX && !field.isFixed();
        if (isHex && field.length() * 2 > lengths().prefixMax(field.prefixDigits())) {
            throw fault(
                    "the prefix cannot count the hex characters of " + field.length() + " bytes",
                    "halve the length");
        }
        return field;
    }

    /** How lengths are written; as characters until the header stands. */
    private Digits lengths() {
        return Digits.of(headers.getOrDefault("length-prefix", "ascii"));
    }

    private List<String> cells(String content) throws DialectFault {
        List<String> cells = Arrays.stream(content.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != 6) {
            throw fault(
                    "a field has six columns, not " + cells.size(),
                    "write number | name | format | length | encoding | sensitivity");
        }
        return cells;
    }

    private FieldFormat format(String cell) throws DialectFault {
        return FieldFormat.of(cell)
                .orElseThrow(
                        () ->
                                fault(
                                        "format '" + cell + "' is unknown",
                                        "write n, a, an, ans, z, x+n, b, tlv, bits, sub2 or sub3"));
    }

    private Sensitivity sensitivity(String cell, int parent, int number) throws DialectFault {
        Sensitivity sensitivity =
                Sensitivity.of(cell)
                        .orElseThrow(
                                () ->
                                        fault(
                                                "sensitivity '" + cell + "' is unknown",
                                                "write open, masked, pan or secret"));
        if (parent == 0 && Message.isAlwaysSecret(number) && !sensitivity.isSecret()) {
            throw fault("field " + number + " must stay secret", "write pan or secret");
        }
        return sensitivity;
    }

    private int number(String cell) throws DialectFault {
        int number = cell.matches("\\d{1,3}") ? Integer.parseInt(cell) : 0;
        if (number < 2 || number > Dialect.FIELDS_MAX) {
            throw fault("'" + cell + "' is no field number", "write a number from 2 to 128");
        }
        return number;
    }

    private int prefixDigits(String cell, FieldFormat format) throws DialectFault {
        int dots = cell.startsWith("...") ? 3 : cell.startsWith("..") ? 2 : 0;
        if (dots > 0 && format == FieldFormat.X_N) {
            throw fault("an amount with a sign has a fixed length", "write the number of digits");
        }
        return dots;
    }

    private int length(String cell) throws DialectFault {
        String digits =
                cell.startsWith("...") ? cell.substring(3) : cell.replaceFirst("^\\.\\.", "");
        int limit = lengths().prefixMax(digits.length() == cell.length() - 2 ? 2 : 3);
        int length = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 0;
        if (length < 1 || length > limit) {
            throw fault(
                    "'" + cell + "' is no length",
                    "write 6 for a fixed one, ..19 for up to "
                            + lengths().prefixMax(2)
                            + " and ...999 for up to 999");
        }
        return length;
    }

    private Encoding encoding(String cell, FieldFormat format) throws DialectFault {
        String digits = headers.getOrDefault("digits", "");
        Set<String> choices =
                switch (format) {
                    case N, Z -> Set.of("digits", "text");
                    case X_N -> Set.of("digits", "text");
                    case A, AN, ANS -> Set.of("text");
                    case B, TLV -> Set.of("raw", "hex");
                    case BITS, SUB_2, SUB_3 -> Set.of("raw");
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
        return digits.equals("bcd") ? Encoding.BCD : Encoding.CHARACTER_DIGITS;
    }

    private Dialect finish() throws DialectFault {
        for (String header : sorted(HEADERS.keySet())) {
            Set<String> choices = HEADERS.getOrDefault(header, Set.of());
            if (!headers.containsKey(header) && !OPTIONAL_HEADERS.contains(header)) {
                throw new DialectFault(
                        0,
                        "the header '" + header + "' is missing",
                        "write '" + header + "' and one of " + sorted(choices));
            }
        }
        if (fields.isEmpty()) {
            throw new DialectFault(0, "there is no field", "write a line for each field");
        }
        boolean isEbcdic = "ebcdic".equals(headers.get("text"));
        String digits = headers.getOrDefault("digits", "");
        if (!digits.equals("bcd") && isEbcdic != digits.equals("ebcdic")) {
            throw new DialectFault(
                    0,
                    "text and digits are not of the same characters",
                    "write 'digits " + headers.get("text") + "' or 'digits bcd'");
        }
        parts.forEach((number, found) -> fields.computeIfPresent(number, (_, f) -> f.with(found)));
        return new Dialect(
                name,
                Edition.of(headers.getOrDefault(EDITION, "")).orElse(Edition.ISO_1987),
                headers.getOrDefault(SCHEME, Dialect.OTHER_SCHEME),
                new Dialect.Wire(
                        isEbcdic,
                        Digits.of(headers.getOrDefault("mti", "")),
                        "hex".equals(headers.get("bitmap")),
                        lengths()),
                fields,
                facts.finish(fields),
                new MinorUnits(exponents));
    }

    private DialectFault fault(String rule, String remedy) {
        return new DialectFault(line, rule, remedy);
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
