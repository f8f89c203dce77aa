package io.kessai.iso8583;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code malformed.table}: bytes that are no messages or frames, and what must become of
 * them. The codec's test and the server's test share it.
 */
public final class MalformedTable {
    private static final Pattern PART = Pattern.compile("'([^']*)'|([0-9A-F]+)");
    private static final Pattern ANSWER = Pattern.compile("answer-30 DE44=(\\d+) .*");

    /**
     * One line.
     *
     * @param name what is wrong
     * @param format a dialect, or a frame format
     * @param bytes a payload of the dialect, or a stream in the frame format
     * @param outcome as the head of the table explains
     */
    public record Case(String name, String format, Bytes bytes, String outcome) {

        /** Whether the bytes are a stream of frames rather than one payload. */
        public boolean isStream() {
            return FrameFormat.parse(format).isPresent();
        }

        /** DE44 of the answer with 30; nothing where no such answer is due. */
        public Optional<String> answeredField() {
            Matcher matcher = ANSWER.matcher(outcome);
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }

        /** Whether the payload is counted and dropped without an answer. */
        public boolean isDropped() {
            return outcome.startsWith("drop ");
        }

        /** Whether the link must close. */
        public boolean isClosing() {
            return outcome.contains("close ");
        }

        @Override
        public String toString() {
            return format + ": " + name;
        }
    }

    private MalformedTable() {}

    /** All lines, in the file's order. */
    public static List<Case> cases() {
        return GoldenMessages.resource("malformed.table")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(MalformedTable::parse)
                .toList();
    }

    private static Case parse(String line) {
        String[] cells = line.split(" \\| ", -1);
        if (cells.length != 4) {
            throw new IllegalStateException("not four columns: " + line);
        }
        return new Case(cells[0], cells[1], bytes(cells[2]), cells[3].strip());
    }

    private static Bytes bytes(String cell) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher part = PART.matcher(cell);
        while (part.find()) {
            String text = part.group(1);
            bytes.writeBytes(
                    text == null
                            ? HexFormat.of().parseHex(part.group())
                            : text.getBytes(StandardCharsets.US_ASCII));
        }
        return Bytes.of(bytes.toByteArray());
    }
}
