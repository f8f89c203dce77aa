package io.kessai.clearing.ingest;

import io.kessai.domain.RecordLocation;
import io.kessai.domain.clearing.CardNetwork;
import java.util.List;

/**
 * What reading a whole file told about it.
 *
 * @param refusals empty when the file balances
 * @param warnings oddities that stop nothing
 */
public record FileContent(
        CardNetwork network,
        List<LogicalFile> logicalFiles,
        long records,
        List<Refusal> refusals,
        List<String> warnings) {

    public FileContent {
        logicalFiles = List.copyOf(logicalFiles);
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }

    /**
     * Of a file with more than {@link LogicalFile#COUNT_MAX} logical files; the rest is not read.
     *
     * @param beyond the record that begins, or ends, one too many
     */
    static FileContent tooMany(CardNetwork network, RecordLocation beyond) {
        Refusal refusal =
                new Refusal(
                        FileProblem.TOO_MANY_LOGICAL_FILES.name(),
                        "%s: a file may have %d logical files and this has more; ask the sender for several files"
                                .formatted(beyond, LogicalFile.COUNT_MAX));
        return new FileContent(network, List.of(), beyond.number(), List.of(refusal), List.of());
    }

    public boolean hasTestFile() {
        return logicalFiles.stream().anyMatch(LogicalFile::isTest);
    }
}
