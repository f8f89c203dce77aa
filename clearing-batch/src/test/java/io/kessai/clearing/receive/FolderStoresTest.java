package io.kessai.clearing.receive;

import io.kessai.clearing.report.FolderReports;
import io.kessai.clearing.report.ReportStore;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Inbox, archive and reports as folders. */
class FolderStoresTest extends StoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    protected Archive archive() {
        return new FolderArchive(folder.resolve("archive"), new FileSeal(VaultKeys.development()));
    }

    @Override
    protected byte[] stored(String key) throws IOException {
        return Files.readAllBytes(folder.resolve("archive").resolve(key));
    }

    @Override
    protected Inbox inbox() {
        return new FolderInbox(folder);
    }

    @Override
    protected void deliver(String name, byte[] content, boolean isComplete) throws IOException {
        Files.write(folder.resolve(isComplete ? name : name + ".part"), content);
    }

    @Override
    protected ReportStore reports() {
        return new FolderReports(folder.resolve("reports"));
    }

    @Override
    protected byte[] report(String key) throws IOException {
        return Files.readAllBytes(folder.resolve("reports").resolve(key));
    }
}
