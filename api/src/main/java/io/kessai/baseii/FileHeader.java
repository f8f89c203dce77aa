package io.kessai.baseii;

import java.time.LocalDate;

/**
 * What a file header (TC 90) says.
 *
 * @param centre processing BIN or centre id, 6 characters
 * @param processingDate the file's date, which years of its records are resolved against
 * @param test whether it is marked TEST
 * @param fileId up to 3 characters; empty where it is blank
 */
public record FileHeader(String centre, LocalDate processingDate, boolean test, String fileId) {}
