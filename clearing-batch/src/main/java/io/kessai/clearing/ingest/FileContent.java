package io.kessai.clearing.ingest;

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

    public boolean hasTestFile() {
        return logicalFiles.stream().anyMatch(LogicalFile::isTest);
    }
}
