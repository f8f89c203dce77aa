package io.kessai.baseii;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the layout table, which is part of the program: a line at fault is our own bug. */
final class LayoutParser {

    /** A layout as it stands in the table. */
    record Section(String name, List<Integer> codes, List<LayoutField> fields) {}

    private final List<Section> sections = new ArrayList<>();
    private char tcr = '0';
    private int line;

    private LayoutParser() {}

    /**
     * @throws IllegalStateException where a line cannot be understood or fields overlap
     */
    static List<Section> parse(String text) {
        LayoutParser parser = new LayoutParser();
        for (String content : text.lines().toList()) {
            parser.line++;
            if (!content.isBlank() && !content.startsWith("#")) {
                parser.read(content.strip());
            }
        }
        return parser.sections;
    }

    private void read(String content) {
        if (content.startsWith("layout ")) {
            String[] cells = cells(content.substring("layout ".length()), 2);
            List<Integer> codes = new ArrayList<>();
            for (String code : cells[1].split(" +", -1)) {
                codes.add(number(code, 99));
            }
            sections.add(new Section(cells[0], codes, new ArrayList<>()));
        } else if (content.startsWith("tcr ")) {
            tcr = (char) ('0' + number(content.substring("tcr ".length()), 9));
        } else {
            add(field(cells(content, 5)));
        }
    }

    private void add(LayoutField field) {
        demand(!sections.isEmpty(), "a field stands above the first layout");
        List<LayoutField> fields = sections.getLast().fields();
        for (LayoutField other : fields) {
            demand(!other.name().equals(field.name()), "two fields have this name");
            boolean isApart =
                    other.tcr() != field.tcr()
                            || other.to() <= field.from()
                            || field.to() <= other.from();
            demand(isApart, "the field overlaps " + other.name());
        }
        fields.add(field);
    }

    private LayoutField field(String[] cells) {
        int first = number(cells[1], Layout.TCR_LENGTH);
        int last = number(cells[2], Layout.TCR_LENGTH);
        demand(first >= 1 && first <= last, "the positions are no span");
        Optional<FieldFormat> format = FieldFormat.of(cells[3]);
        demand(format.isPresent(), "no format is called " + cells[3]);
        return new LayoutField(
                cells[0], tcr, first - 1, last, format.orElseThrow(), impact(cells[4]));
    }

    private LayoutField.Impact impact(String word) {
        return switch (word) {
            case "file" -> LayoutField.Impact.FILE;
            case "record" -> LayoutField.Impact.RECORD;
            case "-" -> LayoutField.Impact.NOTHING;
            default -> throw fault("no fault is called " + word);
        };
    }

    private String[] cells(String content, int count) {
        String[] cells = content.split("\\|", -1);
        demand(cells.length == count, "the line needs " + count + " columns");
        for (int i = 0; i < count; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }

    private int number(String digits, int maximum) {
        demand(digits.matches("\\d{1,3}"), digits + " is no number");
        int number = Integer.parseInt(digits);
        demand(number <= maximum, digits + " is too big");
        return number;
    }

    private void demand(boolean isMet, String rule) {
        if (!isMet) {
            throw fault(rule);
        }
    }

    private IllegalStateException fault(String rule) {
        return new IllegalStateException("base-ii.layout, line " + line + ": " + rule);
    }
}
