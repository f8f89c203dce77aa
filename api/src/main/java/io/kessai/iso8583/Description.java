package io.kessai.iso8583;

import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import java.util.Locale;
import java.util.Optional;

/** Writes messages for people, masked by the dialect's table. Immutable and thread-safe. */
final class Description {
    private static final String MASK = "***";
    private static final int PAN_DIGITS_MIN = 13;
    private static final int PAN_DIGITS_MAX = 19;

    private final Dialect dialect;

    Description(Dialect dialect) {
        this.dialect = dialect;
    }

    String of(Message message) {
        StringBuilder out = new StringBuilder(message.mti().toString()).append('\n');
        message.fields().forEach(number -> line(message, number, out));
        return out.toString();
    }

    String of(Malformed malformed) {
        String name = dialect.fieldName(malformed.field()).map(n -> " (" + n + ")").orElse("");
        String fault =
                "malformed at %s%s, byte %d: %s%n"
                        .formatted(
                                malformed.fieldPath(),
                                name,
                                malformed.byteOffset(),
                                malformed.rule());
        return fault.replace(System.lineSeparator(), "\n")
                + malformed.readable().map(this::of).orElse("");
    }

    private void line(Message message, int number, StringBuilder out) {
        String name = dialect.fieldName(number).orElse("undefined");
        Sensitivity sensitivity =
                dialect.codec(number)
                        .map(codec -> codec.definition().sensitivity())
                        .orElse(Sensitivity.SECRET);
        String content = message.value(number).map(v -> shown(v, sensitivity)).orElse("");
        out.append(String.format(Locale.ROOT, "%3d %s: %s", number, name, content)).append('\n');
    }

    private static String shown(Object value, Sensitivity sensitivity) {
        return switch (sensitivity) {
            case OPEN ->
                    switch (value) {
                        case String text -> withoutPans(text);
                        case Bytes bytes -> binary(bytes);
                        default -> MASK;
                    };
            case PAN ->
                    value instanceof Secret s ? Pan.of(s).map(Pan::toString).orElse(MASK) : MASK;
            case MASKED, SECRET -> MASK;
        };
    }

    private static String binary(Bytes bytes) {
        Optional<Tlv> tlv = Tlv.parse(bytes);
        return tlv.map(Description::objects).orElse(bytes.toString());
    }

    private static String objects(Tlv tlv) {
        StringBuilder out = new StringBuilder();
        for (String tag : tlv.tags()) {
            boolean hidden = Tlv.isCardholderData(tag) || isTemplate(tag);
            String content = hidden ? MASK : tlv.value(tag).map(Bytes::toHex).orElse("");
            out.append(out.isEmpty() ? "" : " ").append(tag).append('=').append(content);
        }
        return out.toString();
    }

    private static boolean isTemplate(String tag) {
        return (Integer.parseInt(tag.substring(0, 2), 16) & 0x20) != 0;
    }

    /** Masks runs of digits that could be card numbers: free text is not always what it claims. */
    private static String withoutPans(String text) {
        StringBuilder out = new StringBuilder(text);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Character.isDigit(text.charAt(i))) {
                continue;
            }
            int length = i - start;
            if (length >= PAN_DIGITS_MIN && length <= PAN_DIGITS_MAX) {
                Optional<Pan> pan = Pan.of(text.substring(start, i)).filter(Pan::passesLuhn);
                int from = start;
                int to = i;
                pan.ifPresent(found -> out.replace(from, to, found.toString()));
            }
            start = i + 1;
        }
        return out.toString();
    }
}
