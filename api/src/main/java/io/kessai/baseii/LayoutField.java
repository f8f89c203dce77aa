package io.kessai.baseii;

/**
 * One line of the layout table.
 *
 * @param tcr the number of the record it stands in, {@code '0'} to {@code '9'}
 * @param from offset in the record, from 0
 * @param to offset behind it
 * @param impact what it means when the content is not of the format
 */
record LayoutField(String name, char tcr, int from, int to, FieldFormat format, Impact impact) {

    /** What unreadable content means. */
    enum Impact {
        FILE,
        RECORD,
        NOTHING
    }

    int length() {
        return to - from;
    }

    /** Where it stands, for people: {@code TCR 0 positions 77-88 (source-amount)}. */
    String place() {
        return "TCR %c positions %d-%d (%s)".formatted(tcr, from + 1, to, name);
    }

    /** What must stand there, for people. */
    String expectation() {
        return format == FieldFormat.DIGITS
                ? length() + " digits"
                : format == FieldFormat.DIGITS_OR_BLANK
                        ? length() + " digits or blanks"
                        : format.expectation();
    }
}
