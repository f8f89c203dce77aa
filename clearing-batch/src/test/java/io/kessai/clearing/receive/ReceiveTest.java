package io.kessai.clearing.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBooks;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class ReceiveTest {
    private static final String FILES =
            "select name, status, reason, is_taken, size_bytes from clearing_files order by id";

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

    @Test
    void a_file_goes_sealed_into_the_archive_and_leaves_the_inbox() throws Exception {
        deliver("one.ipm", "card 9999000000000000019");
        assertEquals("1 received", receive(inbox()).toString());
        assertEquals(List.of("one.ipm received  t 24"), books.rows(FILES));
        assertEquals(List.of(), inbox().list());
        String key = books.rows("select archive_key from clearing_files").getFirst();
        try (InputStream kept = archive().open(key)) {
            assertArrayEquals(
                    "card 9999000000000000019".getBytes(StandardCharsets.US_ASCII),
                    kept.readAllBytes());
        }
        assertFalse(everythingOnDisk().contains("9999000000000000019"));
    }

    @Test
    void the_same_content_again_is_refused_whatever_its_name() throws Exception {
        deliver("one.ipm", "same");
        receive(inbox());
        deliver("two.ipm", "same");
        assertEquals("1 refused", receive(inbox()).toString());
        assertEquals(
                List.of("one.ipm received  t 4", "two.ipm refused DUPLICATE_FILE t 4"),
                books.rows(FILES));
    }

    @Test
    void content_that_was_refused_may_come_again() throws Exception {
        deliver("one.ipm", "same");
        receive(inbox());
        books.rows("update clearing_files set status = 'refused', reason = 'X' returning id");
        deliver("one.ipm", "same");
        assertEquals("1 received", receive(inbox()).toString());
    }

    @Test
    void an_empty_file_is_refused_and_the_next_one_is_received() throws Exception {
        deliver("a.ipm", "");
        deliver("b.ipm", "b");
        receive(inbox());
        assertEquals(
                List.of("a.ipm refused EMPTY_FILE t 0", "b.ipm received  t 1"), books.rows(FILES));
    }

    @Test
    void what_is_still_being_written_is_left_alone() throws Exception {
        deliver("a.ipm.part", "half");
        deliver(".b.ipm", "half");
        assertEquals("nothing to do", receive(inbox()).toString());
        assertTrue(Files.exists(folder.resolve("inbox/a.ipm.part")));
    }

    /** 1: dies before the file is remembered; 2: before the plain file is removed. */
    @ParameterizedTest
    @ValueSource(strings = {"open", "remove"})
    void a_run_that_dies_is_finished_by_the_next_as_the_same_delivery(String where)
            throws Exception {
        deliver("one.ipm", "content");
        assertThrows(Dying.class, () -> receive(new DyingInbox(inbox(), where)));
        receive(inbox());
        assertEquals(List.of("one.ipm received  t 7"), books.rows(FILES));
        assertEquals(List.of(), inbox().list());
    }

    @Test
    void a_run_that_dies_after_the_removal_is_no_duplicate_of_a_later_delivery() throws Exception {
        deliver("one.ipm", "content");
        assertThrows(Dying.class, () -> receive(new DyingInbox(inbox(), "removed")));
        receive(inbox());
        deliver("one.ipm", "content");
        assertEquals("1 refused", receive(inbox()).toString());
    }

    @Test
    void an_inbox_that_is_gone_is_said_in_one_line_and_can_be_retried() {
        OperatingException thrown =
                assertThrows(
                        OperatingException.class,
                        () -> receive(new FolderInbox(folder.resolve("nowhere"))));
        assertEquals(ErrorCode.FILE_STORE_UNAVAILABLE, thrown.code());
        assertTrue(thrown.code().isRetryable());
    }

    private Counters receive(Inbox inbox) throws SQLException {
        Receive receive = new Receive(inbox, archive(), books.connection(), ClearingBooks.NIGHT);
        return books.step(StepName.RECEIVE, receive::run);
    }

    private FolderInbox inbox() {
        return new FolderInbox(folder.resolve("inbox"));
    }

    private FolderArchive archive() {
        return new FolderArchive(folder.resolve("archive"), new FileSeal(VaultKeys.development()));
    }

    private void deliver(String name, String content) throws IOException {
        Files.writeString(folder.resolve("inbox").resolve(name), content);
    }

    private String everythingOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** Stands for a kill: nothing of ours catches it. */
    private static final class Dying extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies at one of its calls: at the second reading, before or after the removal. */
    private record DyingInbox(Inbox inbox, String where, int[] opened) implements Inbox {

        DyingInbox(Inbox inbox, String where) {
            this(inbox, where, new int[1]);
        }

        @Override
        public List<Delivery> list() throws IOException {
            return inbox.list();
        }

        @Override
        public InputStream open(Delivery delivery) throws IOException {
            if (where.equals("open") && ++opened[0] == 2) {
                throw new Dying();
            }
            return inbox.open(delivery);
        }

        @Override
        public void remove(Delivery delivery) throws IOException {
            if (where.equals("remove")) {
                throw new Dying();
            }
            inbox.remove(delivery);
            if (where.equals("removed")) {
                throw new Dying();
            }
        }
    }
}
