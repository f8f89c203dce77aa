package io.kessai.iso8583;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One network's form of ISO 8583: its table of fields, how it writes numbers, and where it keeps
 * the facts that the standard leaves open.
 *
 * <p>A dialect is a data file; the built-in ones and an operator's are read by the same {@link
 * #parse}. The grammar is described at the head of {@code iso87-ascii.dialect}. Immutable and
 * thread-safe.
 */
public final class Dialect implements ParsedDialect {
    private static final List<String> BUILT_IN =
            List.of(
                    "iso87-ascii",
                    "iso87-binary",
                    "iso93-ascii",
                    "iso93-binary",
                    "visa-base1",
                    "mastercard-cis");

    /** What {@link #scheme} says where a file does not. */
    static final String OTHER_SCHEME = "other";

    /** The highest field number of one bitmap. */
    static final int PRIMARY_MAX = 64;

    /** The highest field number of two bitmaps. */
    static final int FIELDS_MAX = 128;

    private final String name;
    private final Edition edition;
    private final String scheme;
    private final Wire wire;
    private final FieldCodec[] codecs;
    private final DialectFacts facts;
    private final MinorUnits minorUnits;

    /** How the parts outside the field table are written. */
    record Wire(boolean ebcdic, Digits mti, boolean hexBitmap, Digits lengths) {}

    Dialect(
            String name,
            Edition edition,
            String scheme,
            Wire wire,
            Map<Integer, FieldDefinition> fields,
            DialectFacts facts,
            MinorUnits minorUnits) {
        this.name = name;
        this.edition = edition;
        this.scheme = scheme;
        this.wire = wire;
        this.facts = facts;
        this.minorUnits = minorUnits;
        this.codecs = new FieldCodec[FIELDS_MAX + 1];
        fields.forEach(
                (number, field) ->
                        codecs[number] =
                                new FieldCodec(field, wire, facts.digitsRequiredIn(number)));
    }

    /**
     * Reads a dialect file.
     *
     * @param name what configuration calls it
     * @param text the whole file
     */
    public static ParsedDialect parse(String name, String text) {
        return new DialectParser(name).parse(text);
    }

    /** ISO 8583:1987 in ASCII, the default. */
    public static Dialect iso87Ascii() {
        return builtIn("iso87-ascii").orElseThrow();
    }

    /** ISO 8583:1987 with BCD digits and binary bitmaps. */
    public static Dialect iso87Binary() {
        return builtIn("iso87-binary").orElseThrow();
    }

    /** The dialect of this name that comes with the program, or nothing. Read anew by each call. */
    public static Optional<Dialect> builtIn(String name) {
        if (!BUILT_IN.contains(name)) {
            return Optional.empty();
        }
        return switch (parse(name, resource(name + ".dialect"))) {
            case Dialect dialect -> Optional.of(dialect);
            case DialectError error ->
                    throw new IllegalStateException("built-in dialect " + name + ": " + error);
        };
    }

    /** The names that {@link #builtIn} knows, the default first. */
    public static List<String> builtInNames() {
        return BUILT_IN;
    }

    public String name() {
        return name;
    }

    /** How its messages become those that the rules speak of. */
    public Edition edition() {
        return edition;
    }

    /** Whose cards its messages are about: {@code mastercard}, {@code visa} or {@code other}. */
    public String scheme() {
        return scheme;
    }

    /** How this dialect tells the facts that the standard leaves to agreement. */
    public DialectFacts facts() {
        return facts;
    }

    /** In which units its amounts are. */
    public MinorUnits minorUnits() {
        return minorUnits;
    }

    /** Whether field {@code number} is in the table. */
    public boolean defines(int number) {
        return codec(number).isPresent();
    }

    /** The field's name in the table, such as {@code processing code}. */
    public Optional<String> fieldName(int number) {
        return codec(number).map(codec -> codec.definition().name());
    }

    /** How many fields the table has, without their parts. */
    public int fieldCount() {
        return fields().size();
    }

    Wire wire() {
        return wire;
    }

    Optional<FieldCodec> codec(int number) {
        return number < 0 || number > FIELDS_MAX
                ? Optional.empty()
                : Optional.ofNullable(codecs[number]);
    }

    /** The table, by field number. */
    Map<Integer, FieldDefinition> fields() {
        Map<Integer, FieldDefinition> fields = new TreeMap<>();
        for (int number = 2; number <= FIELDS_MAX; number++) {
            codec(number).ifPresent(c -> fields.put(c.definition().number(), c.definition()));
        }
        return fields;
    }

    private static String resource(String file) {
        try (InputStream in = Dialect.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
