package io.kessai.ipm;

/** Why a file is refused. The names are stable words of reports. */
public enum FileRule {
    FILE_EMPTY(FileRule.SEND_AGAIN),
    FORMAT_UNKNOWN("check that this is a Mastercard IPM file"),
    FORMAT_ZOS_RDW("ask for the file with plain four-byte lengths or in blocks of 1014"),
    FORMAT_PRE_EDIT("ask for the file with plain four-byte lengths or in blocks of 1014"),

    RECORD_TOO_LONG(FileRule.SEND_AGAIN),
    FILE_ENDS_IN_LENGTH(FileRule.SEND_AGAIN),
    FILE_ENDS_IN_RECORD(FileRule.SEND_AGAIN),
    DATA_AFTER_END("ask the sender for one file that ends once"),

    MTI_UNREADABLE(FileRule.CORRECT),
    AMOUNT_UNREADABLE(FileRule.CORRECT),

    HEADER_MISSING(FileRule.CORRECT),
    TRAILER_MISSING(FileRule.SEND_AGAIN),
    FILE_ID_UNREADABLE(FileRule.CORRECT),
    FILE_IDS_DIFFER(FileRule.CORRECT),
    FILE_ID_REPEATED(FileRule.CORRECT),
    PROCESSING_MODE_UNREADABLE(FileRule.CORRECT),
    PROCESSING_MODE_REFUSED("deliver it to the environment it was made for"),
    FILE_REVERSAL("decide with the network how the earlier file is taken back"),
    COUNT_UNREADABLE(FileRule.CORRECT),
    COUNT_WRONG(FileRule.CORRECT),
    AMOUNT_SUM_UNREADABLE(FileRule.CORRECT),
    AMOUNT_SUM_WRONG(FileRule.CORRECT),
    MESSAGE_NUMBER_REPEATED(FileRule.CORRECT),
    MESSAGE_NUMBER_DECREASED(FileRule.CORRECT);

    private static final String SEND_AGAIN = "ask the sender for the whole file again";
    private static final String CORRECT = "ask the sender for a corrected file";

    private final String remedy;

    FileRule(String remedy) {
        this.remedy = remedy;
    }

    /** What a person does about it. */
    public String remedy() {
        return remedy;
    }
}
