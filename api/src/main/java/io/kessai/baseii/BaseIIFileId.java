package io.kessai.baseii;

import java.time.LocalDate;

/**
 * What names a logical file, so that it is taken once only.
 *
 * @param centre of its header
 * @param processingDate of its header
 * @param fileId of its header, not empty
 */
public record BaseIIFileId(String centre, LocalDate processingDate, String fileId) {

    /** One word, such as {@code 400000-26325-001}. */
    @Override
    public String toString() {
        return centre + "-" + BaseIIDates.yearDay(processingDate) + "-" + fileId;
    }
}
