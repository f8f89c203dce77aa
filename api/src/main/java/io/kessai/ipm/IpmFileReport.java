package io.kessai.ipm;

import java.util.List;

/**
 * What a file is as a whole.
 *
 * @param logicalFiles in their order; one without a header is not among them
 * @param faults for which it is refused, in their order, the first hundred
 * @param faultCount of all of them
 * @param warnings about message numbers, in their order, the first hundred
 * @param warningCount of all of them
 * @param records found, damaged ones included
 * @param damagedRecords among them
 */
public record IpmFileReport(
        List<LogicalFile> logicalFiles,
        List<FileFault> faults,
        long faultCount,
        List<IpmWarning> warnings,
        long warningCount,
        long records,
        long damagedRecords) {

    /** Whether nothing stands against booking the file. */
    public boolean isAcceptable() {
        return faultCount == 0;
    }
}
