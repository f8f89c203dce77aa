package io.kessai.clearing.exceptions;

import io.kessai.clearing.exceptions.Section.Field;
import io.kessai.domain.Currency;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query whose rows are shown as they come, a field a column, currencies by their letters. */
record SectionQuery(String name, String sql) {

    Section run(Connection connection, Object... parameters) throws SQLException {
        List<List<Field>> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(fields(row));
                }
            }
        }
        return new Section(name, rows);
    }

    private static List<Field> fields(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = columns.getColumnLabel(i);
            String value = Optional.ofNullable(row.getString(i)).orElse("");
            boolean isCurrency = label.endsWith("currency");
            boolean isNumber =
                    !isCurrency && !value.isEmpty() && isNumeric(columns.getColumnType(i));
            fields.add(new Field(label, isCurrency ? letters(value) : value, isNumber));
        }
        return fields;
    }

    private static boolean isNumeric(int type) {
        return type == Types.BIGINT || type == Types.INTEGER || type == Types.SMALLINT;
    }

    private static String letters(String numeric) {
        return numeric.isEmpty()
                ? ""
                : Currency.ofNumeric(Integer.parseInt(numeric)).map(Currency::code).orElse("");
    }
}
