package io.kessai.clearing.exceptions;

import java.util.List;

/**
 * Rows to be shown to people, all of one shape.
 *
 * @param name of what they are, the key in JSON
 */
public record Section(String name, List<List<Field>> rows) {

    public Section {
        rows = List.copyOf(rows);
    }

    /**
     * A named value.
     *
     * @param value '' where there is none
     * @param isNumber whether JSON writes it without quotes
     */
    public record Field(String name, String value, boolean isNumber) {}

    /** The value of that name in the first row. */
    String first(String field) {
        return rows.getFirst().stream()
                .filter(candidate -> candidate.name().equals(field))
                .map(Field::value)
                .findFirst()
                .orElseThrow();
    }
}
