package io.kessai.clearing.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBooks;
import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.FolderInbox;
import io.kessai.clearing.receive.Receive;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.StepName;
import io.kessai.ipm.ProcessingMode;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files damaged at random, ingested into a real database: refused with a reason and no row, or
 * accepted with every record and the totals that its trailer tells.
 */
@Tag("slow")
@Tag("database")
class DamagedFileTest {
    private static final int FILES = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ClearingBooks books = new ClearingBooks();

    @BeforeEach
    void makeInbox() throws IOException {
        Files.createDirectories(folder.resolve("inbox"));
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastercard", "visa"})
    void what_is_accepted_is_whole_and_what_is_refused_leaves_no_row(String network)
            throws Exception {
        for (int seed = 1; seed <= FILES; seed++) {
            Random random = new Random(seed);
            byte[] sound =
                    network.equals("visa")
                            ? SampleFiles.baseII("%03d".formatted(seed), false, 1000, 2000, 3000)
                            : threePurchases("%05d".formatted(seed));
            ingest("%s-%d".formatted(network, seed), damaged(sound, random));
        }
        assertTrue(count("status = 'refused'") > FILES / 4, "damage that nobody sees");
        assertTrue(count("status = 'accepted'") > 0, "damage that all see");
        assertEquals(0, count("status = 'received' or (status = 'refused' and detail = '')"));
        assertEquals(
                List.of(),
                books.rows(
                        """
                        select f.name, f.status, count(r.file_id), coalesce(sum(r.transaction_digits), 0)
                        from clearing_files f
                        left join clearing_records r on r.file_id = f.id
                        group by f.id
                        having (f.status = 'accepted'
                                and (count(r.file_id) <> case f.network when 'visa' then 6 else 5 end
                                     or sum(r.transaction_digits) <> 6000))
                            or (f.status = 'refused' and count(r.file_id) > 0)
                        """));
        assertEquals(List.of("0"), books.rows("select count(*) from ledger_transactions"));
    }

    private long count(String condition) throws SQLException {
        return Long.parseLong(
                books.rows("select count(*) from clearing_files where " + condition).getFirst());
    }

    private static byte[] threePurchases(String sequence) throws IOException {
        return SampleFiles.ipm(
                sequence,
                ProcessingMode.PRODUCTION,
                List.of(
                        SampleFiles.purchase(SampleFiles.card(), 1000, "74321006325000000000012"),
                        SampleFiles.purchase(SampleFiles.card(), 2000, "74321006325000000000020"),
                        SampleFiles.purchase(SampleFiles.card(), 3000, "74321006325000000000038")));
    }

    /** A changed byte or two, or a cut. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] file = sound.clone();
        for (int i = random.nextInt(2); i >= 0; i--) {
            file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(file, 1 + random.nextInt(file.length)) : file;
    }

    private void ingest(String name, byte[] content) throws IOException, SQLException {
        Files.write(folder.resolve("inbox").resolve(name), content);
        FolderArchive archive =
                new FolderArchive(folder.resolve("archive"), new FileSeal(VaultKeys.development()));
        Receive receive =
                new Receive(
                        new FolderInbox(folder.resolve("inbox")),
                        archive,
                        books.connection(),
                        ClearingBooks.NIGHT);
        books.step(StepName.RECEIVE, receive::run);
        long file = Long.parseLong(books.rows("select max(id) from clearing_files").getFirst());
        Ingest ingest =
                new Ingest(
                        archive,
                        FileReading.of(VaultKeys.development()),
                        books.connection(),
                        false,
                        ClearingBooks.NIGHT,
                        Pace.full());
        books.step(StepName.INGEST, progress -> ingest.run(file, progress));
    }
}
