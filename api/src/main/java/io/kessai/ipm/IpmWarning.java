package io.kessai.ipm;

import io.kessai.domain.RecordLocation;

/**
 * Something odd that refuses nothing.
 *
 * @param finding what is odd, without place
 */
public record IpmWarning(Rule rule, RecordLocation location, String finding) {

    /** The names are stable words of reports. */
    public enum Rule {
        /** The data ends without a record length of zero. */
        TERMINATOR_MISSING,
        /** The last block has fewer than 1014 bytes. */
        BLOCK_CUT,
        /** DE71 skips numbers. */
        MESSAGE_NUMBER_GAP
    }

    /** For people, in one sentence. */
    public String message() {
        return finding + " (" + location + ")";
    }
}
