package io.kessai.iso8583;

import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dialect finds a fact: a field, a span of its characters, a value it must have.
 *
 * @param field the field's number
 * @param part the number of the field's part; -1 for the field itself
 * @param first the span's first character, from 1; 0 for the whole field
 * @param last the span's last character; 0 for the whole field
 * @param value what the span must be for the fact to be true; empty when the span is the fact
 */
record Location(int field, int part, int first, int last, String value) {
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\[(\\d{1,3})(?:\\.\\.(\\d{1,3}))?])?(?:=([^,+\\s]+))?");

    /** Reads {@code 62}, {@code 60[10]=1}, {@code 25=91}, {@code 95[1..12]} or {@code 63.3}. */
    static Optional<Location> of(String word) {
        Matcher matcher = GRAMMAR.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = number(matcher, 3, 0);
        int last = number(matcher, 4, first);
        String value = matcher.group(5);
        if (matcher.group(3) != null && (first < 1 || last < first)) {
            return Optional.empty();
        }
        return Optional.of(
                new Location(
                        number(matcher, 1, 0),
                        number(matcher, 2, -1),
                        first,
                        last,
                        value == null ? "" : value));
    }

    boolean isSpan() {
        return first > 0;
    }

    /** The span's text, or nothing where the field is not there or too short. */
    Optional<String> read(Message message) {
        return text(message)
                .filter(text -> text.length() >= last)
                .map(text -> isSpan() ? text.substring(first - 1, last) : text);
    }

    /** The span of a secret field, without blanks around it; nothing where it is too short. */
    Optional<Secret> secret(Message message) {
        Optional<Secret> whole =
                part < 0
                        ? message.secret(field)
                        : message.subfields(field).flatMap(parts -> parts.secret(part));
        return whole.map(secret -> secret.reveal(PanAccess.get())).flatMap(this::hide);
    }

    /**
     * As {@link #secret}, of a field that is secret or holds a text; nothing where what came there
     * is of another kind.
     */
    Optional<Secret> hidden(Message message) {
        Optional<Object> whole =
                part < 0
                        ? message.value(field)
                        : message.value(field)
                                .filter(Subfields.class::isInstance)
                                .map(parts -> ((Subfields) parts).parts().get(part));
        return whole.flatMap(
                value ->
                        switch (value) {
                            case Secret secret -> hide(secret.reveal(PanAccess.get()));
                            case String text -> hide(text);
                            default -> Optional.empty();
                        });
    }

    private Optional<Secret> hide(String whole) {
        return Optional.of(whole)
                .filter(text -> text.length() >= last)
                .map(text -> isSpan() ? text.substring(first - 1, last) : text)
                .map(text -> Secret.of(text.strip()));
    }

    /** The message with the value where this points; what stands around it stays. */
    Message write(Message message) {
        Message.Builder written = message.toBuilder();
        if (part < 0) {
            return written.text(field, over(message.text(field).orElse(""))).build();
        }
        Subfields parts = message.subfields(field).orElse(Subfields.builder().build());
        return written.subfields(field, parts.with(part, over(parts.text(part).orElse(""))))
                .build();
    }

    /** The text with the value in its span, and blanks before it where the text ends early. */
    String over(String text) {
        if (!isSpan()) {
            return value;
        }
        StringBuilder filled = new StringBuilder(text);
        while (filled.length() < last) {
            filled.append(' ');
        }
        return filled.replace(first - 1, last, value).toString();
    }

    /** The number as people write it: {@code 62} or {@code 62.2}. */
    String path() {
        return part < 0 ? Integer.toString(field) : field + "." + part;
    }

    private Optional<String> text(Message message) {
        return part < 0
                ? message.text(field)
                : message.subfields(field).flatMap(parts -> parts.text(part));
    }

    /** Whether the span has the value, {@code *} being any. */
    boolean holds(Message message) {
        return read(message).filter(text -> value.equals("*") || value.equals(text)).isPresent();
    }

    private static int number(Matcher matcher, int group, int absent) {
        String digits = matcher.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }
}
