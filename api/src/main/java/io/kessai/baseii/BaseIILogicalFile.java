package io.kessai.baseii;

import io.kessai.domain.RecordLocation;
import java.util.Optional;

/**
 * A logical file, header to trailer, as it was counted.
 *
 * @param location its header's; its first record's where the header is missing
 * @param header nothing where it is missing or cannot be read
 * @param batches how many batch trailers it has
 * @param counted what its trailer should say
 * @param claimed what its trailer says; nothing where it is missing or cannot be read
 * @param records its records, header and trailers included
 * @param damaged those of them that are at fault
 */
public record BaseIILogicalFile(
        RecordLocation location,
        Optional<FileHeader> header,
        int batches,
        BaseIITotals counted,
        Optional<BaseIITotals> claimed,
        long records,
        long damaged) {

    /** Nothing where the file id is blank: such a file is known by its digest only. */
    public Optional<BaseIIFileId> id() {
        return header.filter(known -> !known.fileId().isEmpty())
                .map(
                        known ->
                                new BaseIIFileId(
                                        known.centre(), known.processingDate(), known.fileId()));
    }

    /** Whether its header says TEST. */
    public boolean isTest() {
        return header.filter(FileHeader::test).isPresent();
    }
}
