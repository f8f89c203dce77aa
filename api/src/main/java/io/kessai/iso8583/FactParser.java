package io.kessai.iso8583;

import io.kessai.iso8583.DialectFacts.Fact;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads the fact lines of one dialect file, and checks them against its table. Used once. */
final class FactParser {
    /** The widest amount that a long holds. */
    private static final int AMOUNT_DIGITS_MAX = 18;

    private final Map<Fact, FactSource> facts = new EnumMap<>(Fact.class);
    private final Map<Fact, Integer> lines = new EnumMap<>(Fact.class);

    /** Takes one line, cut at its blanks. */
    void read(String[] words, int line) throws DialectFault {
        Optional<Fact> fact = words.length == 3 ? Fact.of(words[1]) : Optional.empty();
        Optional<FactSource> source =
                words.length == 3 ? FactSource.of(words[2]) : Optional.empty();
        if (fact.isEmpty() || source.isEmpty()) {
            throw new DialectFault(
                    line,
                    "not a fact line",
                    "write 'fact NAME FIELD', NAME being one of "
                            + Fact.words()
                            + ", FIELD such as 62, 25=91, 60[10]=1 or 95[1..12]");
        }
        if (!source.get().isComparison(fact.get().isClaim())) {
            throw new DialectFault(
                    line,
                    "fact " + words[1] + " has the wrong form",
                    fact.get().isClaim() ? "add '=' and a value" : "remove '=' and the value");
        }
        boolean isHidden = fact.get().isSecret() || fact.get().isOfKeyChange();
        if (isHidden && !source.get().isOfSinglePlaces()) {
            throw new DialectFault(
                    line, "fact " + words[1] + " joins fields", "name one field for it");
        }
        if (fact.get().isWritten() && !source.get().isWritable()) {
            throw new DialectFault(
                    line,
                    "fact " + words[1] + " cannot be written",
                    "name whole fields and their values, such as 91=1+101=NAME");
        }
        if (fact.get().isTold() && !source.get().isTellable()) {
            throw new DialectFault(
                    line,
                    "fact " + words[1] + " is no one value",
                    "name one place and what an answer says there, such as 44[10]=M");
        }
        if (facts.put(fact.get(), source.get()) != null) {
            throw new DialectFault(
                    line, "fact " + words[1] + " stands twice", "remove one of the two");
        }
        lines.put(fact.get(), line);
    }

    /** The facts, each of which the table must be able to tell. */
    DialectFacts finish(Map<Integer, FieldDefinition> fields) throws DialectFault {
        for (Map.Entry<Fact, FactSource> fact : facts.entrySet()) {
            int line = lines.getOrDefault(fact.getKey(), 0);
            for (Location location : fact.getValue().locations().toList()) {
                check(fact.getKey(), location, fields, line);
            }
        }
        checkPair(Fact.ORIGINAL_AMOUNT, Fact.REVERSED_AMOUNT);
        checkPair(Fact.REVERSED_AMOUNT, Fact.ORIGINAL_AMOUNT);
        checkPair(Fact.NEW_PIN_KEY, Fact.NEW_PIN_KEY_CHECK);
        checkPair(Fact.NEW_PIN_KEY_CHECK, Fact.NEW_PIN_KEY);
        return new DialectFacts(facts);
    }

    private void checkPair(Fact given, Fact needed) throws DialectFault {
        if (facts.containsKey(given) && !facts.containsKey(needed)) {
            throw new DialectFault(
                    lines.getOrDefault(given, 0),
                    "fact " + given.word() + " stands alone",
                    "add 'fact " + needed.word() + "'");
        }
    }

    private static void check(
            Fact fact, Location location, Map<Integer, FieldDefinition> fields, int line)
            throws DialectFault {
        FieldDefinition whole = fields.get(location.field());
        FieldDefinition field =
                whole == null || location.part() < 0 ? whole : whole.parts().get(location.part());
        if (fact.isSecret()) {
            checkSecret(location, Optional.ofNullable(field), line);
            return;
        }
        if (fact.isOfKeyChange()) {
            checkKey(location, Optional.ofNullable(field), line);
            return;
        }
        if (field == null
                || field.format().isBinary()
                || field.format().isNested()
                || field.sensitivity().isSecret()) {
            throw new DialectFault(
                    line,
                    "field " + location.path() + " has no readable text",
                    "name a defined field that is neither binary nor secret");
        }
        if (location.last() > field.length()) {
            throw spanTooLong(location, field, line);
        }
        if (fact == Fact.ORIGINAL_REFERENCE && !(isReference(field) && !location.isSpan())) {
            throw new DialectFault(
                    line,
                    "the original reference is not n 42",
                    "name a field of format n, length 42, or ..35 as in 1993");
        }
        if (fact.isAmount()) {
            checkAmount(fact, location, field, line);
        }
        if (fact.isTold()) {
            checkTold(location, field, line);
        }
    }

    /** In the fields for it only: the others say what the standard lays down, or what was sent. */
    private static void checkTold(Location location, FieldDefinition field, int line)
            throws DialectFault {
        if (!isAdditionalData(location.field())) {
            throw new DialectFault(
                    line,
                    "field " + location.path() + " of an answer is not for additional data",
                    "name 44, 46 to 48, 60 to 63 or 104 to 127");
        }
        int span = location.last() - location.first() + 1;
        if (location.isSpan() && location.value().length() != span) {
            throw new DialectFault(
                    line,
                    "'" + location.value() + "' does not fill its span",
                    "write " + span + " characters, or another span");
        }
        String text = location.over("");
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean isForeign = !new String(characters, StandardCharsets.ISO_8859_1).equals(text);
        boolean isLong = text.length() > field.length();
        boolean isShort = field.isFixed() && text.length() < field.length();
        boolean isForbidden = field.format().firstForbidden(characters, 0, characters.length) >= 0;
        if (isLong || isShort || isForeign || isForbidden) {
            throw new DialectFault(
                    line,
                    "field " + location.path() + " cannot hold '" + text + "'",
                    "write what format "
                            + field.format().word()
                            + ", length "
                            + field.length()
                            + " can hold");
        }
    }

    private static boolean isAdditionalData(int field) {
        return field == 44
                || (field >= 46 && field <= 48)
                || (field >= 60 && field <= 63)
                || (field >= 104 && field <= 127);
    }

    private static void checkSecret(Location location, Optional<FieldDefinition> field, int line)
            throws DialectFault {
        if (field.filter(known -> known.sensitivity().isSecret()).isEmpty()) {
            throw new DialectFault(
                    line,
                    "field " + location.path() + " is not secret",
                    "name a defined field of sensitivity secret");
        }
    }

    /** A masked field will do: other messages read it as text, but nobody shows it. */
    private static void checkKey(Location location, Optional<FieldDefinition> field, int line)
            throws DialectFault {
        boolean isHiddenText =
                field.filter(known -> known.sensitivity() != Sensitivity.OPEN)
                        .filter(known -> !known.format().isBinary() && !known.format().isNested())
                        .isPresent();
        if (!isHiddenText) {
            throw new DialectFault(
                    line,
                    "field " + location.path() + " would show a key",
                    "name a defined field of text, of sensitivity secret or masked");
        }
        if (location.last() > field.map(FieldDefinition::length).orElse(0)) {
            throw spanTooLong(location, field.get(), line);
        }
    }

    private static DialectFault spanTooLong(Location location, FieldDefinition field, int line) {
        return new DialectFault(
                line,
                "the span ends behind field " + location.path(),
                "end it at " + field.length() + " or before");
    }

    private static boolean isReference(FieldDefinition field) {
        int length = field.isFixed() ? OriginalReference.DIGITS : OriginalReference.DIGITS_1993_MAX;
        return field.format() == FieldFormat.N && field.length() == length;
    }

    private static void checkAmount(Fact fact, Location location, FieldDefinition field, int line)
            throws DialectFault {
        String name = fact.word().replace('-', ' ');
        if (!(location.isSpan() && field.isFixed())) {
            throw new DialectFault(
                    line,
                    "the " + name + " needs a span of a fixed field",
                    "write such as 95[1..12]");
        }
        if (location.last() - location.first() >= AMOUNT_DIGITS_MAX) {
            throw new DialectFault(line, "an amount has 18 digits at most", "shorten the span");
        }
        boolean isChecked = fact == Fact.REPLACEMENT_AMOUNT || field.format() == FieldFormat.N;
        if (!isChecked) {
            throw new DialectFault(
                    line, "the " + name + " is not of digits", "name a field of format n");
        }
    }
}
