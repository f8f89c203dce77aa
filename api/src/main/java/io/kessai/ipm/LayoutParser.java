package io.kessai.ipm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one layout file, line by line; the first line at fault ends it. Used once. */
final class LayoutParser {
    private static final Pattern ELEMENT_LENGTH = Pattern.compile("(\\.{2,3})?(\\d{1,3})");
    private static final Pattern NEEDED_BY = Pattern.compile("-|all|\\d{4}(,\\d{4})*");
    private static final Pattern ONE = Pattern.compile("\\d{1,3}");
    private static final Pattern GROUPS = Pattern.compile("(\\d{1,3})\\*");
    private static final Pattern EITHER = Pattern.compile("(\\d{1,3}),(\\d{1,3})");
    private static final Pattern RANGE = Pattern.compile("(\\d{0,3})\\.\\.(\\d{0,3})");
    private static final int LENGTH_MAX = 999;

    private final Map<Integer, ElementLayout> elements = new TreeMap<>();
    private final Map<Integer, PdsLayout> subelements = new TreeMap<>();
    private int line;

    /** A line is at fault; caught by {@link #parse} alone. */
    private static final class Fault extends Exception {
        private final transient LayoutError error;

        Fault(int line, String rule, String remedy) {
            this.error = new LayoutError(line, rule, remedy);
        }
    }

    ParsedLayout parse(String text) {
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
        if (content.startsWith("de ")) {
            readElement(cells(content.substring(3), 5));
        } else if (content.startsWith("pds ")) {
            readPds(cells(content.substring(4), 4));
        } else {
            throw fault("not a layout line", "start it with 'de', 'pds' or '#'");
        }
    }

    private List<String> cells(String content, int count) throws Fault {
        List<String> cells = Arrays.stream(content.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != count) {
            throw fault(
                    "the line has %d columns, not %d".formatted(cells.size(), count),
                    count == 5
                            ? "write number | name | content | length | needed by"
                            : "write number | name | content | length");
        }
        return cells;
    }

    private void readElement(List<String> cells) throws Fault {
        int number = number(cells.get(0), 2, IpmLayout.ELEMENTS_MAX);
        Content content = content(cells.get(2), Set.of(Content.SIGNED));
        if (IpmLayout.carriesPds(number) != (content == Content.PDS)) {
            throw fault("content does not suit DE " + number, "48, 62, 123, 124 and 125 carry pds");
        }
        Matcher length = ELEMENT_LENGTH.matcher(cells.get(3));
        if (!length.matches()) {
            throw fault(
                    "'" + cells.get(3) + "' is no length",
                    "write 6 for a fixed one, ..19 for up to 99 and ...999 for up to 999");
        }
        int prefixDigits = length.group(1) == null ? 0 : length.group(1).length();
        int max = Integer.parseInt(length.group(2));
        if (max == 0 || (prefixDigits == 2 && max > 99)) {
            throw fault("length " + max + " does not fit", "write 1 to 999, or to 99 after ..");
        }
        ElementLayout element =
                new ElementLayout(
                        number, cells.get(1), content, prefixDigits, max, neededBy(cells.get(4)));
        if (elements.put(number, element) != null) {
            throw fault("DE " + number + " stands twice", "remove one of the two");
        }
    }

    private void readPds(List<String> cells) throws Fault {
        int number = number(cells.get(0), 0, IpmLayout.PDS_MAX);
        Content content = content(cells.get(2), Set.of(Content.BINARY, Content.PDS));
        PdsLayout pds = pds(number, cells.get(1), content, cells.get(3));
        if (subelements.put(number, pds) != null) {
            throw fault("PDS " + cells.get(0) + " stands twice", "remove one of the two");
        }
    }

    private PdsLayout pds(int number, String name, Content content, String length) throws Fault {
        Matcher groups = GROUPS.matcher(length);
        Matcher either = EITHER.matcher(length);
        Matcher range = RANGE.matcher(length);
        int min;
        int max;
        int step = 1;
        if (ONE.matcher(length).matches()) {
            min = Integer.parseInt(length);
            max = min;
        } else if (groups.matches()) {
            min = Integer.parseInt(groups.group(1));
            max = LENGTH_MAX;
            step = min;
        } else if (either.matches()) {
            min = Integer.parseInt(either.group(1));
            max = Integer.parseInt(either.group(2));
            step = max - min;
        } else if (range.matches()) {
            min = range.group(1).isEmpty() ? 0 : Integer.parseInt(range.group(1));
            max = range.group(2).isEmpty() ? LENGTH_MAX : Integer.parseInt(range.group(2));
        } else {
            throw fault("'" + length + "' is no length", "write 25, 1,7 36* 20.. ..20 or 1..30");
        }
        if (step < 1 || max < min) {
            throw fault("'" + length + "' allows no length", "write the smaller number first");
        }
        return new PdsLayout(number, name, content, min, max, step);
    }

    private int number(String cell, int min, int max) throws Fault {
        int number = cell.matches("\\d{1,4}") ? Integer.parseInt(cell) : -1;
        if (number < min || number > max) {
            throw fault("'" + cell + "' is no number", "write one from " + min + " to " + max);
        }
        return number;
    }

    private Content content(String cell, Set<Content> refused) throws Fault {
        return Content.of(cell)
                .filter(content -> !refused.contains(content))
                .orElseThrow(() -> fault("content '" + cell + "' is unknown", "see the grammar"));
    }

    private Set<String> neededBy(String cell) throws Fault {
        if (!NEEDED_BY.matcher(cell).matches()) {
            throw fault("'" + cell + "' are no message types", "write 1240,1442 or all or -");
        }
        return cell.equals("-") ? Set.of() : Set.of(cell.split(","));
    }

    /** What the reader itself stands on cannot be left out or changed by a layout. */
    private IpmLayout finish() throws Fault {
        line = 0;
        require(2, Content.N, 2, 19);
        require(3, Content.N, 0, 6);
        for (int amount = 4; amount <= 6; amount++) {
            require(amount, Content.N, 0, 12);
        }
        require(9, Content.N, 0, 8);
        require(10, Content.N, 0, 8);
        require(12, Content.N, 0, 12);
        require(22, Content.AN, 0, 12);
        require(24, Content.N, 0, 3);
        require(30, Content.N, 0, 24);
        for (int currency = 49; currency <= 51; currency++) {
            require(currency, Content.N, 0, 3);
        }
        require(71, Content.N, 0, 8);
        require(48, Content.PDS, 3, LENGTH_MAX);
        requirePds(25, Content.ANS, 1);
        requirePds(26, Content.ANS, 1);
        requirePds(105, Content.ANS, 25);
        requirePds(122, Content.ANS, 1);
        requirePds(146, Content.N, TransactionFee.LENGTH);
        requirePds(147, Content.N, TransactionFee.PRECISE_LENGTH);
        requirePds(148, Content.N, 4);
        requirePds(158, Content.ANS, BusinessActivity.LENGTH_MIN);
        requirePds(159, Content.ANS, SettlementData.LENGTH_MIN);
        requirePds(165, Content.ANS, 1);
        requirePds(268, Content.N, 15);
        requirePds(301, Content.N, 16);
        requirePds(306, Content.N, 8);
        requirePds(501, Content.ANS, 16);
        return new IpmLayout(elements, subelements);
    }

    private void require(int number, Content content, int prefixDigits, int length) throws Fault {
        ElementLayout element = elements.get(number);
        if (element == null
                || element.content() != content
                || element.prefixDigits() != prefixDigits
                || element.length() != length) {
            throw fault("DE " + number + " is not as it must be", "write it as ipm.layout does");
        }
    }

    private void requirePds(int number, Content content, int lengthMin) throws Fault {
        PdsLayout pds = subelements.get(number);
        if (pds == null || pds.content() != content || pds.lengthMin() < lengthMin) {
            throw fault(
                    "PDS %04d is not as it must be".formatted(number),
                    "write it as ipm.layout does");
        }
    }

    private Fault fault(String rule, String remedy) {
        return new Fault(line, rule, remedy);
    }
}
