package io.kessai.clearing.post;

import java.time.LocalDate;

/**
 * A record that waits to be booked, with what was found for it.
 *
 * @param number in its file
 * @param accountId 0 where none is known
 * @param authorizationId 0 where none was matched
 * @param presentmentFile 0 where it reverses none
 * @param level at which it was matched, 0 where it was not
 */
record PendingRecord(
        int number,
        long accountId,
        long authorizationId,
        long presentmentFile,
        int presentmentNumber,
        int level,
        LocalDate settlementOn,
        BookableRecord sent,
        Finding found) {

    /** The presentment it reverses. */
    Presentment presentment() {
        return new Presentment(presentmentFile, presentmentNumber, accountId);
    }

    /**
     * Where a presentment is.
     *
     * @param accountId the account whose balance it moved
     */
    record Presentment(long fileId, int number, long accountId) {}
}
