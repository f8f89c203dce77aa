package io.kessai.iso8583;

import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import java.util.Optional;

/** Writes messages for people, masked by the dialect's table. Immutable and thread-safe. */
final class Description {
    private static final String MASK = "***";

    private final Dialect dialect;

    Description(Dialect dialect) {
        this.dialect = dialect;
    }

    String of(Message message) {
        return lines(message, false);
    }

    String of(Malformed malformed) {
        String name = dialect.fieldName(malformed.field()).map(n -> " (" + n + ")").orElse("");
        String fault =
                "malformed at %s%s, byte %d: %s\n"
                        .formatted(
                                malformed.fieldPath(),
                                name,
                                malformed.byteOffset(),
                                malformed.rule());
        return fault + malformed.readable().map(message -> lines(message, true)).orElse("");
    }

    private String lines(Message message, boolean shifted) {
        StringBuilder out = new StringBuilder(message.mti().toString()).append('\n');
        message.fields()
                .forEach(
                        number ->
                                out.append("%3d ".formatted(number))
                                        .append(dialect.fieldName(number).orElse("undefined"))
                                        .append(": ")
                                        .append(content(message, number, shifted))
                                        .append('\n'));
        return out.toString();
    }

    /**
     * A field's content, masked.
     *
     * @param shifted whether fields may hold their neighbours' content
     */
    private String content(Message message, int number, boolean shifted) {
        Optional<FieldDefinition> field = dialect.codec(number).map(FieldCodec::definition);
        Object value = message.value(number).orElse("");
        Sensitivity sensitivity =
                field.map(FieldDefinition::sensitivity).orElse(Sensitivity.SECRET);
        int searchedFrom =
                shifted
                        ? 0
                        : field.filter(Description::isNumber).isPresent() ? Integer.MAX_VALUE : 20;
        return switch (sensitivity) {
            case OPEN ->
                    switch (value) {
                        case String text -> PanMask.of(text, searchedFrom);
                        case Subfields parts -> parts(parts, field, searchedFrom);
                        case Bytes bytes -> PanMask.of(binary(bytes, field), searchedFrom);
                        default -> MASK;
                    };
            case PAN ->
                    value instanceof Secret s ? Pan.of(s).map(Pan::toString).orElse(MASK) : MASK;
            case MASKED, SECRET -> MASK;
        };
    }

    /** Each part with its number, masked as its own line of the table says. */
    private static String parts(
            Subfields parts, Optional<FieldDefinition> field, int searchedFrom) {
        StringBuilder out = new StringBuilder();
        parts.parts()
                .forEach(
                        (number, value) ->
                                out.append(out.isEmpty() ? "" : " ")
                                        .append(number)
                                        .append('=')
                                        .append(
                                                part(
                                                        field.flatMap(f -> f.part(number)),
                                                        value,
                                                        searchedFrom)));
        return out.toString();
    }

    private static String part(Optional<FieldDefinition> part, Object value, int searchedFrom) {
        boolean isOpen = part.filter(p -> p.sensitivity() == Sensitivity.OPEN).isPresent();
        return switch (value) {
            case String text when isOpen -> PanMask.of(text, searchedFrom);
            case Bytes bytes when isOpen -> PanMask.of(binary(bytes, part), searchedFrom);
            default -> MASK;
        };
    }

    /** Whether long runs of digits are what the field is for, such as in DE90 and DE95. */
    private static boolean isNumber(FieldDefinition field) {
        return field.format() == FieldFormat.N
                || (field.format() == FieldFormat.AN && field.isFixed());
    }

    private static String binary(Bytes bytes, Optional<FieldDefinition> field) {
        Optional<Tlv> tlv =
                field.filter(f -> f.format() == FieldFormat.TLV).flatMap(_ -> Tlv.parse(bytes));
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
}
