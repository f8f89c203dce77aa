package io.kessai.clearing.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as CSV (RFC 4180, UTF-8): the columns' names, then a line each row. Amounts are in minor
 * units of the currency beside them, exact amounts in millionths of its major unit.
 */
final class CsvTable {
    private static final String FORMULA = "=+-@\t\r";

    private CsvTable() {}

    static String of(ReportTable table) {
        StringBuilder csv = new StringBuilder();
        line(csv, table.columns());
        table.rows().forEach(row -> line(csv, row.cells().stream().map(CsvTable::value).toList()));
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<String> values) {
        csv.append(values.stream().map(CsvTable::quoted).collect(Collectors.joining(",")));
        csv.append("\r\n");
    }

    /** Text from elsewhere must not become a formula when people open it in a spreadsheet. */
    private static String value(Cell cell) {
        String plain = Shown.plain(cell);
        boolean isFormula =
                !Shown.isNumber(cell) && !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0;
        return isFormula ? "'" + plain : plain;
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }
}
