package io.kessai.clearing.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * An audit as one JSON object: {@code database}, {@code snapshot_at}, {@code clean} and {@code
 * checks}, each with {@code invariant}, {@code rule}, {@code status} ({@code holds}, {@code
 * broken}, {@code not_checked}, {@code not_applicable}), {@code examined}, {@code unit}, {@code
 * broken}, {@code findings} ({@code subject}, {@code expected}, {@code found}) and {@code notes}.
 */
final class JsonReport {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonReport() {}

    /** One line, ended by a line feed. */
    static String of(AuditReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("database", report.database());
            out.writeStringField("snapshot_at", report.snapshotAt().toString());
            out.writeBooleanField("clean", report.isClean());
            out.writeArrayFieldStart("checks");
            for (CheckResult result : report.results()) {
                write(out, result);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator out, CheckResult result) throws IOException {
        out.writeStartObject();
        out.writeStringField("invariant", result.invariant().name());
        out.writeStringField("rule", result.rule());
        out.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("examined", result.examined());
        out.writeStringField("unit", result.unit());
        out.writeNumberField("broken", result.broken());
        out.writeArrayFieldStart("findings");
        for (Finding finding : result.findings()) {
            out.writeStartObject();
            out.writeStringField("subject", finding.subject());
            out.writeStringField("expected", finding.expected());
            out.writeStringField("found", finding.found());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("notes");
        for (String note : result.notes()) {
            out.writeString(note);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
