package io.kessai.domain;

/**
 * Where a record of a clearing file stands: part of every message about it.
 *
 * @param file the name the file was delivered under
 * @param logicalFile from 1, counted over the physical file; 0 before the first header
 * @param number from 1, counted over the physical file, headers and trailers included
 * @param byteOffset of the record's first byte (its length field, where it has one) in the physical
 *     file as delivered, from 0
 */
public record RecordLocation(String file, int logicalFile, long number, long byteOffset) {

    @Override
    public String toString() {
        return "%s, logical file %d, record %d at byte %d"
                .formatted(file, logicalFile, number, byteOffset);
    }
}
