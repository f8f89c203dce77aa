package io.kessai.clearing.audit;

import java.util.List;

/**
 * What one check found.
 *
 * @param rule the check's name, a word of letters and dashes that scripts may rely on
 * @param examined how many rows, lines or bytes ({@code unit}) were looked at
 * @param broken how many places break the rule; may be more than {@code findings}, which are
 *     limited
 * @param notes what a reader must know beside the figures, such as why nothing could be checked
 */
record CheckResult(
        Invariant invariant,
        String rule,
        Status status,
        long examined,
        String unit,
        long broken,
        List<Finding> findings,
        List<String> notes) {

    /** How a check ended. */
    enum Status {
        HOLDS("holds"),
        BROKEN("BROKEN"),
        /** It could not be looked at, or not at all of it and what was seen is no proof. */
        NOT_CHECKED("not checked"),
        /** There is nothing yet that could break it. */
        NOT_APPLICABLE("not applicable");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        /** For a report. */
        String words() {
            return words;
        }
    }

    CheckResult {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    static CheckResult notChecked(Invariant invariant, String rule, String why) {
        return without(invariant, rule, Status.NOT_CHECKED, why);
    }

    static CheckResult notApplicable(Invariant invariant, String rule, String why) {
        return without(invariant, rule, Status.NOT_APPLICABLE, why);
    }

    private static CheckResult without(
            Invariant invariant, String rule, Status status, String why) {
        return new CheckResult(invariant, rule, status, 0, "", 0, List.of(), List.of(why));
    }
}
