package io.kessai.authorization.message;

/** A field that cannot be read; ends the reading of its message and goes no further. */
final class FieldException extends Exception {

    private final int field;
    private final String rule;

    FieldException(int field, String rule) {
        super(rule, null, false, false);
        this.field = field;
        this.rule = rule;
    }

    ReadResult.Unreadable unreadable() {
        return new ReadResult.Unreadable(field, rule);
    }
}
