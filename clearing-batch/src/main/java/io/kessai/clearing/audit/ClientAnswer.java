package io.kessai.clearing.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kessai.domain.MessageKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One line of a client's record of answers: a message it sent, and what it received for it.
 *
 * <p>A line is a flat JSON object with the members {@code network}, {@code class} (MTI digits 2 and
 * 3), {@code acquirer}, {@code stan}, {@code transmission}, {@code rrn}, {@code terminal}, {@code
 * transmitted_on} (the natural key), {@code mti}, {@code card}, {@code amount} (DE4 as sent), and,
 * where an answer came, {@code response_code} (DE39), {@code approval_code} (DE38), {@code
 * answer_amount} (DE4), {@code balances} (DE54). Other members are ignored.
 *
 * @param line its number in the file, from 1
 * @param responseCode empty when the message was never answered
 */
record ClientAnswer(
        long line,
        MessageKey key,
        String mti,
        String card,
        String sentAmount,
        String responseCode,
        String approvalCode,
        String amount,
        String balances) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> APPROVALS = Set.of("00", "10", "87");

    /** Made without the database, or about another message that has the same key. */
    private static final Set<String> NOT_OF_RECORD = Set.of("91", "96", "30", "94");

    private static final Set<String> FINANCIAL_CLASSES = Set.of("10", "12", "20", "22", "40", "42");

    /**
     * @throws IOException naming the line, when it is no such object
     */
    static ClientAnswer parse(String text, long line) throws IOException {
        Map<String, String> members = members(text, line);
        if (!members.getOrDefault("answer_amount", "").matches("[0-9]{0,18}")) {
            throw new IOException("line " + line + ": answer_amount is not digits");
        }
        return new ClientAnswer(
                line,
                key(members, line),
                needed(members, "mti", line),
                members.getOrDefault("card", ""),
                members.getOrDefault("amount", ""),
                members.getOrDefault("response_code", ""),
                members.getOrDefault("approval_code", ""),
                members.getOrDefault("answer_amount", ""),
                members.getOrDefault("balances", ""));
    }

    boolean isAnswered() {
        return !responseCode.isEmpty();
    }

    /** Whether the journal must know this answer. */
    boolean isOfRecord() {
        return isAnswered()
                && !NOT_OF_RECORD.contains(responseCode)
                && FINANCIAL_CLASSES.contains(key.messageClass());
    }

    /** Whether a request came back approved, whole or in part. */
    boolean isApproval() {
        return key.messageClass().equals("10") && APPROVALS.contains(responseCode);
    }

    /** Whether the message was marked as a repeat, which may carry another DE7 than its first. */
    boolean isRepeat() {
        return mti.endsWith("1");
    }

    /** What a repeat must bring again, byte for byte. */
    String content() {
        return "DE39 %s, DE38 '%s', DE4 '%s', DE54 '%s'"
                .formatted(responseCode, approvalCode, amount, balances);
    }

    /** The row name used in findings. */
    String subject() {
        return "message %s of %s (answers line %d)"
                .formatted(key.line(), key.transmittedOn(), line);
    }

    private static MessageKey key(Map<String, String> members, long line) throws IOException {
        try {
            return new MessageKey(
                    needed(members, "network", line),
                    needed(members, "class", line),
                    needed(members, "acquirer", line),
                    needed(members, "stan", line),
                    needed(members, "transmission", line),
                    needed(members, "rrn", line),
                    needed(members, "terminal", line),
                    LocalDate.parse(needed(members, "transmitted_on", line)));
        } catch (DateTimeException e) {
            throw new IOException("line " + line + ": transmitted_on is no date", e);
        }
    }

    private static String needed(Map<String, String> members, String name, long line)
            throws IOException {
        String value = members.get(name);
        if (value == null) {
            throw new IOException("line " + line + ": no member \"" + name + "\"");
        }
        return value;
    }

    private static Map<String, String> members(String text, long line) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("line " + line + ": not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, parser.getText());
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("line " + line + ": not a flat JSON object");
            }
            return members;
        } catch (JsonProcessingException e) {
            throw new IOException("line " + line + ": not JSON", e);
        }
    }
}
