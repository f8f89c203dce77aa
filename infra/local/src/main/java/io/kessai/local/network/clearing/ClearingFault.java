package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.CardNetwork;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to break a file. A receiver must refuse it whole and book nothing of it. */
public enum ClearingFault {
    /** Ends within its last record. */
    TRUNCATED("FILE_ENDS_IN_RECORD", "FILE_CUT_OFF"),
    EMPTY_FILE("EMPTY_FILE", "EMPTY_FILE"),
    MISSING_HEADER("HEADER_MISSING", "HEADER_MISSING"),
    MISSING_TRAILER("TRAILER_MISSING", "FILE_TRAILER_MISSING"),
    /** The trailer counts a record that is not there. */
    BAD_COUNT("COUNT_WRONG", "TOTAL_DIFFERS"),
    /** The trailer's hash total is one too high. */
    BAD_TOTAL("AMOUNT_SUM_WRONG", "TOTAL_DIFFERS"),
    /** A record of a length that none has. */
    BAD_LENGTH("RECORD_TOO_LONG", "RECORD_LENGTH"),
    /** A record whose amount cannot be read. */
    DAMAGED_RECORD("AMOUNT_UNREADABLE", "AMOUNT_UNREADABLE"),
    /** The trailer is another file's. */
    OTHER_TRAILER("FILE_IDS_DIFFER", "TRAILER_OF_ANOTHER_FILE"),
    /** Two messages of one number; Mastercard only. */
    REPEATED_NUMBER("MESSAGE_NUMBER_REPEATED", ""),
    /** The whole file takes an earlier one back; Mastercard only. */
    FILE_REVERSAL("FILE_REVERSAL", ""),
    /** Marked as a test: refused where only production files are taken. */
    TEST_FILE("TEST_FILE", "TEST_FILE"),
    /** The bytes of a file that came before. */
    DUPLICATE_FILE("DUPLICATE_FILE", "DUPLICATE_FILE"),
    /** The id of a file that came before, with other content. */
    FILE_ID_REUSED("FILE_ID_REUSED", "FILE_ID_REUSED");

    private final String mastercard;
    private final String visa;

    ClearingFault(String mastercard, String visa) {
        this.mastercard = mastercard;
        this.visa = visa;
    }

    /** The reason for which it must be refused; empty where the network cannot have the fault. */
    public Optional<String> refusal(CardNetwork network) {
        String word =
                switch (network) {
                    case MASTERCARD -> mastercard;
                    case VISA -> visa;
                };
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }

    /** The word of the command line, such as {@code bad-total}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of a word of the command line. */
    public static Optional<ClearingFault> of(String option) {
        return Arrays.stream(values()).filter(fault -> fault.option().equals(option)).findFirst();
    }
}
