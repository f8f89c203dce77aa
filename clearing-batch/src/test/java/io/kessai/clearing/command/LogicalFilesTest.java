package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.ingest.FileContent;
import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.ingest.RecordSink;
import io.kessai.clearing.ingest.Refusal;
import io.kessai.vault.VaultKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How many logical files a file may have; what a person is told of more is in {@link OwnFaults}.
 */
class LogicalFilesTest {

    @Test
    void ten_thousand_are_read_and_one_more_is_not() throws Exception {
        FileContent most = read(OwnFaults.logicalFiles(10_000));
        assertEquals(List.of(), most.refusals());
        assertEquals(10_000, most.logicalFiles().size());
        FileContent more = read(OwnFaults.logicalFiles(10_001));
        assertEquals(
                List.of("TOO_MANY_LOGICAL_FILES"),
                more.refusals().stream().map(Refusal::reason).toList());
    }

    /** However long the file is: nothing is kept of what follows. */
    @Test
    void what_follows_is_not_read() throws Exception {
        FileContent more = read(OwnFaults.logicalFiles(30_000));
        assertEquals(20_001, more.records());
        assertEquals(List.of(), more.logicalFiles());
    }

    private static FileContent read(byte[] file) throws IOException, SQLException {
        return FileReading.of(VaultKeys.development())
                .read(new ByteArrayInputStream(file), "own.ipm", file.length, RecordSink.NOWHERE);
    }
}
