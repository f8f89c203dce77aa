package io.kessai.baseii;

/**
 * What can be wrong with a BASE II file, and whom it hits.
 *
 * <p>The names are stored and shown: a public contract.
 */
public enum BaseIIFaultType {
    // Pieces and records that leave the file unbalanced.
    RECORD_LENGTH(Reach.FILE),
    FILE_CUT_OFF(Reach.FILE),
    CODE_UNREADABLE(Reach.FILE),
    FIRST_TCR_MISSING(Reach.FILE),
    AMOUNT_UNREADABLE(Reach.FILE),
    ENVELOPE_UNREADABLE(Reach.FILE),

    // A single record.
    ACCOUNT_UNREADABLE(Reach.RECORD),
    ACCOUNT_CHECK_DIGIT(Reach.RECORD),
    CURRENCY_UNKNOWN(Reach.RECORD),
    DATE_UNREADABLE(Reach.RECORD),
    FIELD_UNREADABLE(Reach.RECORD),
    RETURN_RECORD_MISSING(Reach.RECORD),

    // The envelope.
    NO_RECORDS(Reach.FILE),
    HEADER_MISSING(Reach.FILE),
    HEADER_INSIDE_FILE(Reach.FILE),
    BATCH_TRAILER_MISSING(Reach.FILE),
    FILE_TRAILER_MISSING(Reach.FILE),
    TRAILER_OF_ANOTHER_FILE(Reach.FILE),
    TOTAL_DIFFERS(Reach.FILE);

    private enum Reach {
        FILE,
        RECORD
    }

    private final Reach reach;

    BaseIIFaultType(Reach reach) {
        this.reach = reach;
    }

    /** Whether the whole file must be refused. */
    public boolean isFatal() {
        return reach == Reach.FILE;
    }

    /** What a person does about it, in the imperative. */
    String remedy() {
        return switch (this) {
            case FILE_CUT_OFF, FILE_TRAILER_MISSING ->
                    "fetch the file again, it is not complete; nothing of it was posted";
            case RECORD_LENGTH ->
                    "fetch the file again as binary, without conversion; nothing of it was posted";
            case NO_RECORDS -> "ask the sender for the file; there is nothing to post";
            case CODE_UNREADABLE,
                    FIRST_TCR_MISSING,
                    AMOUNT_UNREADABLE,
                    ENVELOPE_UNREADABLE,
                    HEADER_MISSING,
                    HEADER_INSIDE_FILE,
                    BATCH_TRAILER_MISSING,
                    TRAILER_OF_ANOTHER_FILE,
                    TOTAL_DIFFERS ->
                    "ask the sender for a corrected file; nothing of it was posted";
            case ACCOUNT_UNREADABLE, ACCOUNT_CHECK_DIGIT ->
                    "find the card by its acquirer reference number or dispute the record";
            case CURRENCY_UNKNOWN -> "book the record by hand in the currency agreed with Visa";
            case DATE_UNREADABLE -> "take the date from the acquirer reference number";
            case FIELD_UNREADABLE -> "look at the record and resolve it by hand";
            case RETURN_RECORD_MISSING -> "ask Visa which item was returned";
        };
    }
}
