package io.kessai.authorization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tables of examples: columns divided by {@code |}, the first line that starts with {@code #
 * case} names them, every other line that starts with {@code #} is a comment.
 */
public final class Table {

    /** One example; cells by column, the first column is its name. */
    public record Row(Map<String, String> cells) {

        /** A cell; {@code -} stands for an empty one. */
        public String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("no column " + column + " in " + this);
            }
            return cell.equals("-") ? "" : cell;
        }

        @Override
        public String toString() {
            return cells.getOrDefault("case", "");
        }
    }

    private Table() {}

    /** The rows of a resource beside {@code test}. */
    public static List<Row> of(Class<?> test, String resource) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a text. */
    public static List<Row> parse(String text) {
        List<String> columns = List.of();
        List<Row> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# case")) {
                columns = cells(line.substring(1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(columns, cells(line)));
            }
        }
        return rows;
    }

    private static Row row(List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("not " + columns.size() + " columns: " + cells);
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            named.put(columns.get(i), cells.get(i));
        }
        return new Row(named);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }
}
