package io.kessai.clearing.exceptions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kessai.clearing.exceptions.Section.Field;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Sections as text or JSON. */
public final class Rendering {
    private static final JsonFactory JSON = new JsonFactory();

    private Rendering() {}

    /** One JSON object, an array of objects for each section, on one line without its end. */
    public static String json(List<Section> sections) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            for (Section section : sections) {
                out.writeArrayFieldStart(section.name());
                for (List<Field> row : section.rows()) {
                    write(out, row);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, List<Field> row) throws IOException {
        out.writeStartObject();
        for (Field field : row) {
            if (field.isNumber()) {
                out.writeNumberField(field.name(), Long.parseLong(field.value()));
            } else {
                out.writeStringField(field.name(), field.value());
            }
        }
        out.writeEndObject();
    }

    /** A table with a heading; lines end in a line feed. */
    public static String table(Section section) {
        if (section.rows().isEmpty()) {
            return "no " + section.name() + "\n";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(section.rows().getFirst().stream().map(Field::name).toList());
        section.rows().forEach(row -> lines.add(row.stream().map(Rendering::shown).toList()));
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                padded.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length() + 2);
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Each section under its name: one row as a list of what is known, several as a table. */
    public static String pages(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            text.append(text.isEmpty() ? "" : "\n").append(section.name()).append('\n');
            if (section.rows().size() == 1) {
                section.rows().getFirst().stream()
                        .filter(field -> !field.value().isEmpty())
                        .forEach(
                                field ->
                                        text.append(
                                                "  %-24s%s\n"
                                                        .formatted(field.name(), shown(field))));
            } else {
                table(section).lines().forEach(line -> text.append("  ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    /** A line stays a line, and what a file says cannot steer the terminal. */
    private static String shown(Field field) {
        return field.value().replaceAll("\\p{Cc}+", " ");
    }
}
