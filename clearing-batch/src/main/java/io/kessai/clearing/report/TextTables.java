package io.kessai.clearing.report;

import java.util.ArrayList;
import java.util.List;

/** Tables as aligned text for a terminal: numbers to the right, everything else to the left. */
final class TextTables {
    private static final int GAP = 2;

    private TextTables() {}

    static String of(List<ReportTable> tables) {
        StringBuilder out = new StringBuilder();
        for (ReportTable table : tables) {
            out.append(out.isEmpty() ? "" : "\n").append(table.title());
            out.append(table.rows().isEmpty() ? ": none\n" : "\n");
            if (!table.rows().isEmpty()) {
                append(out, table);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, ReportTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(name -> name.replace('_', ' ')).toList());
        table.rows().forEach(row -> lines.add(row.cells().stream().map(TextTables::text).toList()));
        int[] widths = new int[table.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean isNumber = Shown.isNumber(table.rows().getFirst().cells().get(i));
                int blanks = widths[i] - line.get(i).length();
                text.repeat(' ', GAP + (isNumber ? blanks : 0)).append(line.get(i));
                text.repeat(' ', isNumber ? 0 : blanks);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    /** A line stays a line, and what a file says cannot steer the terminal. */
    private static String text(Cell cell) {
        return Shown.text(cell).replaceAll("\\p{Cc}+", " ");
    }
}
