package io.kessai.clearing.ingest;

/**
 * Why a file is refused that its format allows. The names are stored and shown: stable words. Those
 * of files that are not sound are the format's own.
 */
public enum FileProblem {
    /** Marked as a test where tests are not taken. */
    TEST_FILE,
    /** Another accepted file, or another part of this one, has the same id and other content. */
    FILE_ID_REUSED,
    /** More than {@link LogicalFile#COUNT_MAX}; what follows was not read. */
    TOO_MANY_LOGICAL_FILES
}
