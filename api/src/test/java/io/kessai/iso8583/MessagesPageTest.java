package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/messages.md} says what the dialect files say: it is made of them. */
class MessagesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "messages.md");
    private static final Path MADE = Path.of("target", "messages.md");

    private static final List<Dialect> DIALECTS =
            Dialect.builtInNames().stream()
                    .map(name -> Dialect.builtIn(name).orElseThrow())
                    .toList();

    @Test
    void thePageIsMadeOfTheDialectFiles() throws IOException {
        String made = page();
        Files.createDirectories(MADE.toAbsolutePath().getParent());
        Files.writeString(MADE, made);
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(made, page, "docs/messages.md is old: copy api/" + MADE + " over it");
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Messages of the networks

                Made of the dialect files (`api/src/main/resources/io/kessai/iso8583/*.dialect`) by MessagesPageTest, which also
                says when this page is old. What the server does with each message: [authorization.md](authorization.md).
                How to write a dialect of your own: the head of `iso87-ascii.dialect`; `./kessai dialect check FILE` reads it as
                the server does.

                ## Dialects

                | dialect | edition | scheme | text | digits | bitmap | message type | length prefix |
                |---|---|---|---|---|---|---|---|
                """);
        for (Dialect dialect : DIALECTS) {
            page.append("| `").append(dialect.name()).append("` |");
            page.append(' ').append(line(dialect, "edition ").orElse("1987")).append(" |");
            page.append(' ').append(dialect.scheme()).append(" |");
            for (String header : List.of("text", "digits", "bitmap", "mti", "length-prefix")) {
                page.append(' ').append(line(dialect, header + " ").orElse("")).append(" |");
            }
            page.append('\n');
        }
        facts(page);
        fields(page);
        return page.toString();
    }

    private static void facts(StringBuilder page) throws IOException {
        page.append(
                """

                ## Facts

                Where a dialect finds what the standard leaves to agreement. `[n..m]` are characters of a field, `+` joins, a comma
                divides alternatives, `=` is a claim that holds when the field says so.

                """);
        page.append("| fact |");
        DIALECTS.forEach(dialect -> page.append(" `").append(dialect.name()).append("` |"));
        page.append("\n|---|").append("---|".repeat(DIALECTS.size())).append('\n');
        for (String fact : DialectFacts.Fact.words()) {
            page.append("| ").append(fact).append(" |");
            for (Dialect dialect : DIALECTS) {
                page.append(
                        line(dialect, "fact " + fact + " ")
                                .map(place -> " `" + place + "` |")
                                .orElse(" |"));
            }
            page.append('\n');
        }
    }

    private static void fields(StringBuilder page) {
        page.append(
                """

                ## Fields

                Format and length: `n 6` is six digits, `ans ..99` up to 99 characters behind a length. **Bold** is a secret, which is never
                shown or stored; *italics* are never shown. An empty cell: a message with the field is malformed.

                """);
        page.append("| DE | name |");
        DIALECTS.forEach(dialect -> page.append(" `").append(dialect.name()).append("` |"));
        page.append("\n|---|---|").append("---|".repeat(DIALECTS.size())).append('\n');
        TreeSet<Integer> numbers = new TreeSet<>();
        DIALECTS.forEach(dialect -> numbers.addAll(dialect.fields().keySet()));
        for (int number : numbers) {
            row(page, number, 0);
            TreeSet<Integer> parts = new TreeSet<>();
            DIALECTS.forEach(
                    d ->
                            parts.addAll(
                                    d.fields().containsKey(number) ? parts(d, number) : List.of()));
            parts.forEach(part -> row(page, number, part + 1));
        }
    }

    private static List<Integer> parts(Dialect dialect, int number) {
        return dialect.codec(number).orElseThrow().definition().parts().keySet().stream().toList();
    }

    /**
     * @param partFromOne 0 for the field itself
     */
    private static void row(StringBuilder page, int number, int partFromOne) {
        List<Optional<FieldDefinition>> definitions =
                DIALECTS.stream()
                        .map(dialect -> dialect.codec(number).map(FieldCodec::definition))
                        .map(
                                field ->
                                        partFromOne == 0
                                                ? field
                                                : field.flatMap(f -> f.part(partFromOne - 1)))
                        .toList();
        FieldDefinition first =
                definitions.stream().flatMap(Optional::stream).findFirst().orElseThrow();
        page.append("| ").append(first.path()).append(" | ").append(first.name()).append(" |");
        for (Optional<FieldDefinition> definition : definitions) {
            page.append(definition.map(field -> " " + cell(field) + " |").orElse(" |"));
        }
        page.append('\n');
    }

    private static String cell(FieldDefinition field) {
        String text =
                field.format().word() + " " + ".".repeat(field.prefixDigits()) + field.length();
        return switch (field.sensitivity()) {
            case OPEN -> text;
            case MASKED -> "*" + text + "*";
            case PAN, SECRET -> "**" + text + "**";
        };
    }

    /** What stands behind a word at the beginning of a line of the file. */
    private static Optional<String> line(Dialect dialect, String word) throws IOException {
        String sought = word.strip();
        return text(dialect)
                .lines()
                .map(line -> line.replaceAll("\\s+", " "))
                .filter(line -> line.startsWith(sought + " "))
                .map(line -> line.substring(sought.length() + 1).strip())
                .findFirst();
    }

    private static String text(Dialect dialect) throws IOException {
        try (InputStream in =
                MessagesPageTest.class.getResourceAsStream(dialect.name() + ".dialect")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
