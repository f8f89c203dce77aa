package io.kessai.baseii;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the transactions of some codes, compiled from {@code base-ii.layout}.
 *
 * <p>Immutable and thread-safe.
 */
final class Layout {
    static final int TCR_LENGTH = 168;

    /** The layout of codes that the table does not know. */
    static final Layout NONE = new Layout("none", List.of());

    private static final Map<String, Layout> BY_NAME = new LinkedHashMap<>();
    private static final Layout[] BY_CODE = new Layout[100];

    static {
        Arrays.fill(BY_CODE, NONE);
        for (LayoutParser.Section section : LayoutParser.parse(resource("base-ii.layout"))) {
            Layout layout = new Layout(section.name(), section.fields());
            BY_NAME.put(section.name(), layout);
            section.codes().forEach(code -> BY_CODE[code] = layout);
        }
    }

    private final String name;
    private final Map<String, LayoutField> fields = new LinkedHashMap<>();

    /** By the digit of the TCR: the fields whose content is checked. */
    private final LayoutField[][] checked = new LayoutField[10][];

    private final LayoutField[] known = new LayoutField[KnownField.values().length];

    private Layout(String name, List<LayoutField> fields) {
        this.name = name;
        fields.forEach(field -> this.fields.put(field.name(), field));
        for (int tcr = 0; tcr < checked.length; tcr++) {
            char number = (char) ('0' + tcr);
            checked[tcr] =
                    fields.stream()
                            .filter(field -> field.tcr() == number)
                            .filter(field -> field.impact() != LayoutField.Impact.NOTHING)
                            .toArray(LayoutField[]::new);
        }
        for (KnownField field : KnownField.values()) {
            known[field.ordinal()] = this.fields.getOrDefault(field.tableName(), KnownField.NONE);
        }
    }

    /** The layout of a code, {@link #NONE} where the table has none. */
    static Layout of(TransactionCode code) {
        return BY_CODE[code.number()];
    }

    static Collection<Layout> all() {
        return BY_NAME.values();
    }

    String name() {
        return name;
    }

    Collection<LayoutField> fields() {
        return fields.values();
    }

    Optional<LayoutField> field(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }

    /** The field, or {@link KnownField#NONE} where this layout lacks it. */
    LayoutField field(KnownField field) {
        return known[field.ordinal()];
    }

    /** The fields of a TCR whose content is checked when it is read. */
    LayoutField[] checked(char tcr) {
        return tcr >= '0' && tcr <= '9' ? checked[tcr - '0'] : NOTHING;
    }

    /** Whether the file's balance rests on a field of TCR 0. */
    boolean needsFirstTcr() {
        for (LayoutField field : checked[0]) {
            if (field.impact() == LayoutField.Impact.FILE) {
                return true;
            }
        }
        return false;
    }

    private static final LayoutField[] NOTHING = {};

    private static String resource(String file) {
        try (InputStream in = Layout.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
