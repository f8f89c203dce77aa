package io.kessai.clearing.ingest;

import io.kessai.clearing.ClearingBooks;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.FolderInbox;
import io.kessai.clearing.receive.Receive;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.Pan;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files delivered to an inbox of its own, and what became of them. */
abstract class IngestFixture {
    static final String ARN = "74321006325000000000012";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    final ClearingBooks books;
    final Pan card = SampleFiles.card();

    IngestFixture(ClearingBooks books) {
        this.books = books;
    }

    @BeforeEach
    void makeInbox() throws IOException {
        Files.createDirectories(folder.resolve("inbox"));
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    Counters ingest(String name, byte[] content, boolean acceptsTestFiles)
            throws IOException, SQLException {
        deliver(name, content);
        long file = Long.parseLong(books.rows("select max(id) from clearing_files").getFirst());
        return books.step(
                StepName.INGEST,
                progress -> ingest(archive(), acceptsTestFiles).run(file, progress));
    }

    Counters ingestAgain(long file) throws SQLException {
        return books.step(
                StepName.INGEST, progress -> ingest(archive(), false).run(file, progress));
    }

    Ingest ingest(Archive archive, boolean acceptsTestFiles) {
        return ingest(archive, acceptsTestFiles, ClearingBooks.NIGHT);
    }

    Ingest ingest(Archive archive, boolean acceptsTestFiles, LocalDate businessDate) {
        return new Ingest(
                archive,
                FileReading.of(VaultKeys.development()),
                books.connection(),
                acceptsTestFiles,
                businessDate,
                Pace.full());
    }

    void deliver(String name, byte[] content) throws IOException, SQLException {
        Files.write(folder.resolve("inbox").resolve(name), content);
        Receive receive =
                new Receive(
                        new FolderInbox(folder.resolve("inbox")),
                        archive(),
                        books.connection(),
                        ClearingBooks.NIGHT);
        books.step(StepName.RECEIVE, receive::run);
    }

    Archive archive() {
        return new FolderArchive(folder.resolve("archive"), new FileSeal(VaultKeys.development()));
    }
}
