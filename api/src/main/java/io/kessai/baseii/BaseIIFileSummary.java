package io.kessai.baseii;

import java.util.List;

/**
 * What a physical file holds and whether it may be posted.
 *
 * @param files its logical files, in order
 * @param fatal the first faults that refuse the file, of its envelope and of its records; empty
 *     where the file balances
 * @param fatalCount how many there are
 * @param records all records, headers and trailers included
 * @param damaged records with a fault of their own, which go to people
 */
public record BaseIIFileSummary(
        List<BaseIILogicalFile> files,
        List<BaseIIFault> fatal,
        long fatalCount,
        long records,
        long damaged) {

    public BaseIIFileSummary {
        files = List.copyOf(files);
        fatal = List.copyOf(fatal);
    }

    /** Whether every logical file is whole and agrees with its trailers. */
    public boolean isBalanced() {
        return fatalCount == 0;
    }
}
