package io.kessai.clearing.ingest;

import java.time.LocalDate;

/**
 * One logical file, as its header names it and its trailer sums it.
 *
 * @param ordinal from 1 in the physical file
 * @param key the file's own id with its network, empty where it has none
 * @param transactionAmount the trailer's hash of transaction or source amounts
 * @param billingAmount the trailer's hash of destination amounts, 0 for Mastercard
 */
public record LogicalFile(
        int ordinal,
        String key,
        LocalDate headerDate,
        boolean isTest,
        long messageCount,
        long transactionAmount,
        long billingAmount) {

    /** In one physical file: each is a row and a line in memory, whatever it holds. */
    static final int COUNT_MAX = 10_000;
}
