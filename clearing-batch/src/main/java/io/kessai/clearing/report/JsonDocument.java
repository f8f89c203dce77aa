package io.kessai.clearing.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A report as one JSON object: {@code report}, {@code title}, {@code business_date}, {@code
 * generated_at}, {@code rows_to_look_at} and {@code tables}, each an array of rows by column name.
 * Amounts are in minor units, exact amounts in millionths.
 */
final class JsonDocument {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonDocument() {}

    /** One line, ended by a line feed. */
    static String of(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("report", report.name());
            out.writeStringField("title", report.title());
            out.writeStringField("business_date", report.businessDate().toString());
            out.writeStringField("generated_at", report.generatedAt().toString());
            out.writeNumberField("rows_to_look_at", report.alarms());
            out.writeFieldName("tables");
            write(out, report.sections().stream().map(Report.Section::table).toList());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    /** Tables alone, by name; one line, ended by a line feed. */
    static String of(List<ReportTable> tables) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator out, List<ReportTable> tables) throws IOException {
        out.writeStartObject();
        for (ReportTable table : tables) {
            out.writeArrayFieldStart(table.name());
            for (ReportTable.Row row : table.rows()) {
                out.writeStartObject();
                for (int i = 0; i < table.columns().size(); i++) {
                    out.writeFieldName(table.columns().get(i));
                    write(out, row.cells().get(i));
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Cell cell) throws IOException {
        switch (cell) {
            case Cell.Words words -> out.writeString(words.text());
            case Cell.Count count -> out.writeNumber(count.count());
            case Cell.Amount amount -> out.writeNumber(amount.minorUnits());
            case Cell.Exact exact -> out.writeNumber(exact.millionths());
            case Cell.Day day -> out.writeString(day.date().toString());
        }
    }
}
