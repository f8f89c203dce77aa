package io.kessai.domain.controls;

/** A line is at fault; caught by {@link ControlsParser#parse} alone. */
final class ControlsFault extends Exception {
    private static final long serialVersionUID = 1;

    ControlsFault(String rule, String remedy) {
        super(rule + "; " + remedy);
        this.rule = rule;
        this.remedy = remedy;
    }

    private final String rule;
    private final String remedy;

    ControlsError at(int line) {
        return new ControlsError(line, rule, remedy);
    }
}
