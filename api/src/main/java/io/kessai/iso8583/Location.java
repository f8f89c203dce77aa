package io.kessai.iso8583;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dialect finds a fact: a field, a span of its characters, a value it must have.
 *
 * @param field the field's number
 * @param first the span's first character, from 1; 0 for the whole field
 * @param last the span's last character; 0 for the whole field
 * @param value what the span must be for the fact to be true; empty when the span is the fact
 */
record Location(int field, int first, int last, String value) {
    private static final Pattern GRAMMAR =
            Pattern.compile("(\\d{1,3})(?:\\[(\\d{1,3})(?:\\.\\.(\\d{1,3}))?])?(?:=(\\S+))?");

    /** Reads {@code 62}, {@code 60[10]=1}, {@code 25=91} or {@code 95[1..12]}. */
    static Optional<Location> of(String word) {
        Matcher matcher = GRAMMAR.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = number(matcher, 2, 0);
        int last = number(matcher, 3, first);
        String value = matcher.group(4);
        if (matcher.group(2) != null && (first < 1 || last < first)) {
            return Optional.empty();
        }
        return Optional.of(
                new Location(number(matcher, 1, 0), first, last, value == null ? "" : value));
    }

    boolean isSpan() {
        return first > 0;
    }

    /** The span's text, or nothing where the field is not there or too short. */
    Optional<String> read(Message message) {
        return message.text(field)
                .filter(text -> text.length() >= last)
                .map(text -> isSpan() ? text.substring(first - 1, last) : text);
    }

    /** Whether the span has the value. */
    boolean holds(Message message) {
        return read(message).filter(value::equals).isPresent();
    }

    private static int number(Matcher matcher, int group, int absent) {
        String digits = matcher.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }
}
