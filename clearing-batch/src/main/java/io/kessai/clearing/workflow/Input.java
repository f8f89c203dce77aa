package io.kessai.clearing.workflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an execution is given: {@code scheduled_at}, and {@code from_step} or {@code input_file}
 * where it is no whole night. The names are a contract with {@code infra/workflows}.
 */
public final class Input {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SCHEDULED_AT = "scheduled_at";
    private static final String INPUT_FILE = "input_file";
    private static final String FROM_STEP = "from_step";

    private Input() {}

    /** For one delivery, by the name that the inbox has or had for it. */
    public static String ofFile(Instant scheduledAt, String delivery) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(SCHEDULED_AT, scheduledAt.toString());
        fields.put(INPUT_FILE, delivery);
        return written(fields);
    }

    /** The same input, to begin with another step; {@code RECEIVE} and {@code INGEST} mean all. */
    static String from(String input, StepName step) {
        Map<String, String> fields = read(input);
        fields.remove(FROM_STEP);
        if (step.compareTo(StepName.INGEST) > 0) {
            fields.put(FROM_STEP, step.command());
        }
        return written(fields);
    }

    /** Empty where an input has none that can be read. */
    static Optional<Instant> scheduledAt(String input) {
        try {
            return Optional.ofNullable(read(input).get(SCHEDULED_AT)).map(Instant::parse);
        } catch (OperatingException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it is of one delivery; of an input that cannot be read, no. */
    static boolean isOfFile(String input) {
        try {
            return read(input).containsKey(INPUT_FILE);
        } catch (OperatingException e) {
            return false;
        }
    }

    private static Map<String, String> read(String input) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(input)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, input);
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                require(parser.nextToken() == JsonToken.VALUE_STRING, input);
                fields.put(name, parser.getText());
            }
            require(parser.currentToken() == JsonToken.END_OBJECT, input);
            return fields;
        } catch (IOException e) {
            throw unreadable(input);
        }
    }

    private static void require(boolean holds, String input) {
        if (!holds) {
            throw unreadable(input);
        }
    }

    private static OperatingException unreadable(String input) {
        return new OperatingException(
                ErrorCode.REQUEST_INVALID,
                ("the execution's input is no flat JSON object of words: %s; start the state"
                                + " machine by hand")
                        .formatted(input));
    }

    private static String written(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                out.writeStringField(field.getKey(), field.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }
}
