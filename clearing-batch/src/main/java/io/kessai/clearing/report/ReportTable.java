package io.kessai.clearing.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report.
 *
 * @param name lower case with underscores: the CSV file's name, the JSON member's
 * @param columns in the same form; a blank for each underscore is what people read
 */
record ReportTable(String name, String title, List<String> columns, List<Row> rows) {

    ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(
                        name + " has " + columns.size() + " columns, a row " + row.cells().size());
            }
        }
    }

    /**
     * @param isAlarming whether people must look at it
     */
    record Row(List<Cell> cells, boolean isAlarming) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    static Builder named(String name, String title, String... columns) {
        return new Builder(name, title, List.of(columns));
    }

    long alarms() {
        return rows.stream().filter(Row::isAlarming).count();
    }

    /** Collects rows. Not for use by several threads. */
    static final class Builder {
        private final String name;
        private final String title;
        private final List<String> columns;
        private final List<Row> rows = new ArrayList<>();

        private Builder(String name, String title, List<String> columns) {
            this.name = name;
            this.title = title;
            this.columns = columns;
        }

        Builder row(Cell... cells) {
            return row(false, cells);
        }

        Builder row(boolean isAlarming, Cell... cells) {
            rows.add(new Row(List.of(cells), isAlarming));
            return this;
        }

        ReportTable build() {
            return new ReportTable(name, title, columns, rows);
        }
    }
}
