package io.kessai.authorization.record;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The rows that lanes write most. Each is a composite type of the database (V20), of the same name
 * in lower case: an array of them is one parameter, and {@code unnest} of it one function, where
 * arrays of columns are as many of both as there are columns.
 *
 * <p>A type is never changed, or servers that run would not know it: rows of another form are of a
 * type with another name. Test: RowTypeTest.
 */
enum RowType {
    OPENED_AUTHORIZATION(
            "int8 int8 int8 timestamptz int8 int8 int8 int8 int8 int8 int8 int8 int8 int8 date date"
                    + " int2 int2 int2 text text text text text text text text text text text text"
                    + " text text text text text text int8 date int8 text text bool text int4 int8"),
    CHANGED_AUTHORIZATION("int8 int8 int8 int8 int8 int8 int8 int8 int8 int8 int2 int8 text int8"),
    JOURNAL_ENTRY(
            "date int2 int2 int8 int8 int8 int8 int8 timestamptz text text text text text bytea"
                    + " bytea bytea int2"),
    TOLD_EVENT("timestamptz int8 int8 int8 int8 int8 int8 int2 text text text"),
    HOLD_EVENT("int8 int8 date int2 text text"),
    ACCOUNT_CHANGE("int8 int8 int8 int8_array date text"),
    CARD_CHANGE("int8 int2 int4 int8 int8_array date text");

    private final List<ColumnType> columns;

    RowType(String columns) {
        this.columns = Arrays.stream(columns.split(" ")).map(ColumnType::ofWord).toList();
    }

    /** Its name in the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<ColumnType> columns() {
        return columns;
    }
}
