package io.kessai.local.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What two databases that went through the same must have in common of a table, column by column.
 * Not changed once it is in {@link ContentTables}.
 */
final class ContentTable {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final SortedMap<String, String> leftOut = new TreeMap<>();
    private final List<String> joins = new ArrayList<>();

    /**
     * A column that is hashed.
     *
     * @param sql what is hashed for it, where the table is {@code t}
     * @param told the same for people
     */
    record Column(String name, String sql, String told) {}

    ContentTable(String name) {
        this.name = name;
    }

    /** A join of {@link #named}, such as {@code files f on f.id = t.file_id}. */
    ContentTable with(String join) {
        joins.add(join);
        return this;
    }

    /** Columns that are hashed as they are. */
    ContentTable plain(String... names) {
        for (String column : names) {
            columns.add(new Column(column, "t." + column, "itself"));
        }
        return this;
    }

    /** A number without a meaning: hashed is what it stands for. */
    ContentTable named(String column, String sql, String told) {
        columns.add(new Column(column, sql, told));
        return this;
    }

    /** Columns that are not hashed, and why. */
    ContentTable without(String why, String... names) {
        for (String column : names) {
            leftOut.put(column, why);
        }
        return this;
    }

    String name() {
        return name;
    }

    List<Column> columns() {
        return Collections.unmodifiableList(columns);
    }

    /** Why each column that is not hashed is not, by its name. */
    SortedMap<String, String> leftOut() {
        return Collections.unmodifiableSortedMap(leftOut);
    }

    /** One text a row, in an order that depends on nothing but these texts. */
    String query() {
        StringBuilder sql = new StringBuilder(ContentTables.NAMES).append("select line\nfrom (\n");
        sql.append("    select row(");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(columns.get(i).sql());
        }
        sql.append(")::text as line\n    from ").append(name).append(" t\n");
        joins.forEach(join -> sql.append("    left join ").append(join).append('\n'));
        return sql.append(") r\norder by line collate \"C\"").toString();
    }
}
