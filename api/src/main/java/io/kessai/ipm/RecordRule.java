package io.kessai.ipm;

/**
 * What can be wrong with a record of a file that goes on. The names are stable words of reports.
 */
public enum RecordRule {
    FIRST_BIT_CLEAR(RecordRule.CORRECT),
    ELEMENT_UNKNOWN("add the data element to the layout, or ask for a corrected record"),
    ELEMENT_CUT(RecordRule.CORRECT),
    ELEMENT_LENGTH_UNREADABLE(RecordRule.CORRECT),
    ELEMENT_TOO_LONG(RecordRule.CORRECT),
    ELEMENT_CONTENT(RecordRule.CORRECT),
    ELEMENT_MISSING(RecordRule.CORRECT),
    BYTES_LEFT_OVER(RecordRule.CORRECT),
    PAN_LENGTH(RecordRule.CORRECT),
    PDS_CUT(RecordRule.CORRECT),
    PDS_TAG_UNREADABLE(RecordRule.CORRECT),
    PDS_LENGTH_UNREADABLE(RecordRule.CORRECT),
    PDS_OVERRUN(RecordRule.CORRECT),
    PDS_REPEATED(RecordRule.CORRECT),
    PDS_LENGTH(RecordRule.LAYOUT),
    PDS_CONTENT(RecordRule.LAYOUT);

    private static final String CORRECT = "resolve by hand, or ask for a corrected record";
    private static final String LAYOUT = "resolve by hand, or correct the layout";

    private final String remedy;

    RecordRule(String remedy) {
        this.remedy = remedy;
    }

    /** What a person does about it. */
    public String remedy() {
        return remedy;
    }
}
