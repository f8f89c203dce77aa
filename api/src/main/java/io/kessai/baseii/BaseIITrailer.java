package io.kessai.baseii;

/**
 * What a batch trailer (TC 91) or a file trailer (TC 92) says.
 *
 * @param centre BIN or centre id, 6 characters, may be blank
 * @param batchNumber of a batch: its running number; of a file: how many batches it has
 */
public record BaseIITrailer(String centre, long batchNumber, BaseIITotals totals) {}
