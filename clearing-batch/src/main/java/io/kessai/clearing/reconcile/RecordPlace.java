package io.kessai.clearing.reconcile;

/**
 * Where a record stands.
 *
 * @param fileId the file that delivered it
 * @param number its number in that file
 */
public record RecordPlace(long fileId, int number) {}
