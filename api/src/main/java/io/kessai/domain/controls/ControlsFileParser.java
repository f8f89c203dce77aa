package io.kessai.domain.controls;

import io.kessai.domain.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file of controls; the first line at fault ends it. Used once. */
final class ControlsFileParser {

    private static final String HEAD_FORM =
            "begin with a head such as 'product standard:', 'account 12:' or 'card 7:'";

    private final List<String> lines;
    private final List<ControlsFile.Section> sections = new ArrayList<>();

    /** The head that the lines read last belong to. */
    private Optional<ControlsFile.Section> open = Optional.empty();

    private final StringBuilder rules = new StringBuilder();
    private int lineOfRules = 1;

    ControlsFileParser(String text) {
        this.lines = text.lines().toList();
    }

    ParsedControlsFile parse() {
        for (int i = 0; i < lines.size(); i++) {
            Optional<ControlsError> error = readLine(lines.get(i).strip(), i + 1);
            if (error.isPresent()) {
                return error.get();
            }
        }
        Optional<ControlsError> error = close();
        if (error.isPresent()) {
            return error.get();
        }
        return sections.isEmpty()
                ? new ControlsError(1, "the file names nobody whose controls they are", HEAD_FORM)
                : new ControlsFile(sections);
    }

    private Optional<ControlsError> readLine(String content, int line) {
        if (content.isEmpty() || content.startsWith("#")) {
            return Optional.empty();
        }
        if (!content.endsWith(":")) {
            return readRule(content, line);
        }
        Optional<ControlsError> error = close();
        return error.isPresent() ? error : readHead(content, line);
    }

    private Optional<ControlsError> readRule(String content, int line) {
        if (open.isEmpty()) {
            return Optional.of(
                    new ControlsError(line, "a rule stands before the first head", HEAD_FORM));
        }
        rules.repeat("\n", line - lineOfRules).append(content);
        lineOfRules = line;
        return Optional.empty();
    }

    /** Its rules, with an empty line for every line before them, so that errors name the right. */
    private Optional<ControlsError> close() {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        ControlsFile.Section head = open.get();
        open = Optional.empty();
        ParsedControls parsed = ControlRules.parse(rules.toString());
        rules.setLength(0);
        lineOfRules = 1;
        return switch (parsed) {
            case ControlsError error -> Optional.of(error);
            case ControlRules read -> {
                sections.add(
                        new ControlsFile.Section(head.scope(), head.subject(), read, head.line()));
                yield Optional.empty();
            }
        };
    }

    private Optional<ControlsError> readHead(String content, int line) {
        String[] words = content.substring(0, content.length() - 1).strip().split("\\s+");
        Optional<ControlScope> scope = ControlScope.ofWord(words[0]);
        if (words.length != 2 || scope.isEmpty()) {
            return Optional.of(
                    new ControlsError(
                            line, "'" + content + "' is no head of a section", HEAD_FORM));
        }
        if (!isSubject(scope.get(), words[1])) {
            return Optional.of(
                    new ControlsError(
                            line,
                            "'%s' is no %s".formatted(words[1], words[0]),
                            scope.get() == ControlScope.PRODUCT
                                    ? "write its name: 1 to 32 lower-case letters, digits and -"
                                    : "write its id: a whole number from 1"));
        }
        for (ControlsFile.Section section : sections) {
            if (section.scope() == scope.get() && section.subject().equals(words[1])) {
                return Optional.of(
                        new ControlsError(
                                line,
                                "'%s' stands in line %d already"
                                        .formatted(section.name(), section.line()),
                                "write all of its rules there"));
            }
        }
        open =
                Optional.of(
                        new ControlsFile.Section(scope.get(), words[1], ControlRules.NONE, line));
        return Optional.empty();
    }

    private static boolean isSubject(ControlScope scope, String word) {
        return switch (scope) {
            case PRODUCT -> Product.of(word).isPresent();
            case ACCOUNT, CARD -> word.matches("[1-9][0-9]{0,17}");
        };
    }
}
