package io.kessai.domain.controls;

import java.util.List;
import java.util.Optional;

/**
 * Controls for several subjects, as people write them into one file to try what they would change.
 *
 * <pre>
 * # a line that is empty or begins with # says nothing
 * product standard:
 *     deny mcc 7995
 * account 12:
 *     limit amount day 100000
 * card 7:
 * </pre>
 *
 * <p>Each section is a set of rules as {@link ControlRules#parse} reads them; one without any lifts
 * what its subject has.
 */
public record ControlsFile(List<Section> sections) implements ParsedControlsFile {

    /**
     * The rules of one subject.
     *
     * @param subject name of the product, or id of the account or card
     * @param line of its head in the file, from 1
     */
    public record Section(ControlScope scope, String subject, ControlRules rules, int line) {

        /** As its head says it: {@code card 7}. */
        public String name() {
            return scope.word() + " " + subject;
        }
    }

    public ControlsFile {
        sections = List.copyOf(sections);
    }

    /** Reads a file; see the class for what it looks like. */
    public static ParsedControlsFile parse(String text) {
        return new ControlsFileParser(text).parse();
    }

    /** What the file says of a subject; empty where it says nothing. */
    public Optional<Section> section(ControlScope scope, String subject) {
        return sections.stream()
                .filter(section -> section.scope() == scope && section.subject().equals(subject))
                .findFirst();
    }
}
