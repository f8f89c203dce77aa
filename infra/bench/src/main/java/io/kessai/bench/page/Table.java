package io.kessai.bench.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Markdown table whose columns line up in the source too.
 *
 * <p>A column is aligned to the right when all of its cells begin with a digit, after a sign or
 * not; empty cells and {@code "-"} do not count.
 *
 * @param header names of the columns
 * @param rows a cell for each column
 */
public record Table(List<String> header, List<List<String>> rows) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d.*");
    private static final int WIDTH_MIN = 3;

    /**
     * @throws IllegalArgumentException when there is no column, a row has more or fewer cells than
     *     the header, or a cell is more than one line
     */
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        int columns = header.size();
        if (columns == 0) {
            throw new IllegalArgumentException("a table without columns");
        }
        rows.forEach(row -> requireCells(row, columns));
        Stream.concat(Stream.of(header), rows.stream())
                .flatMap(List::stream)
                .forEach(Table::requireOneLine);
    }

    /** Each line ends with a line break. */
    public String markdown() {
        List<List<String>> columns =
                IntStream.range(0, header.size()).mapToObj(this::column).toList();
        return IntStream.range(0, rows.size() + 2)
                .mapToObj(
                        line ->
                                columns.stream()
                                        .map(column -> column.get(line))
                                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }

    /** The header, the dashes and a cell of each row, all of one width. */
    private List<String> column(int index) {
        String name = escaped(header.get(index));
        List<String> cells = rows.stream().map(row -> escaped(row.get(index))).toList();
        boolean isRight = isNumeric(cells);
        int width =
                Stream.concat(Stream.of(name), cells.stream())
                        .mapToInt(Table::width)
                        .reduce(WIDTH_MIN, Math::max);
        String dashes = isRight ? "-".repeat(width - 1) + ":" : "-".repeat(width);
        return Stream.concat(Stream.of(name, dashes), cells.stream())
                .map(cell -> padded(cell, width, isRight))
                .toList();
    }

    private static boolean isNumeric(List<String> cells) {
        List<String> known =
                cells.stream().filter(cell -> !cell.isEmpty() && !cell.equals("-")).toList();
        return !known.isEmpty() && known.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
    }

    private static String padded(String cell, int width, boolean isRight) {
        String gap = " ".repeat(width - width(cell));
        return isRight ? gap + cell : cell + gap;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String escaped(String cell) {
        return cell.strip().replace("|", "\\|");
    }

    private static void requireCells(List<String> row, int columns) {
        if (row.size() != columns) {
            throw new IllegalArgumentException(columns + " columns, but a row " + row);
        }
    }

    private static void requireOneLine(String cell) {
        if (cell.lines().count() > 1) {
            throw new IllegalArgumentException("more than one line in a cell: " + cell);
        }
    }
}
