package io.kessai.clearing.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.receive.Inbox.Delivery;
import io.kessai.clearing.report.ReportStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What inbox, archive and reports promise, wherever they are. */
public abstract class StoreContract {

    private static final String KEY = "received/2026-11-21/abc.sealed";

    /** More than a part of an upload. */
    private static final int LARGE = 20 * 1024 * 1024;

    /** An empty archive, the same at each call. */
    protected abstract Archive archive();

    /** What is stored under a key of the archive, as it is stored. */
    protected abstract byte[] stored(String key) throws IOException;

    /** An empty inbox, the same at each call. */
    protected abstract Inbox inbox();

    /** Puts a complete file into the inbox, or one that is not complete yet. */
    protected abstract void deliver(String name, byte[] content, boolean isComplete)
            throws IOException;

    /** A store without reports, the same at each call. */
    protected abstract ReportStore reports();

    protected abstract byte[] report(String key) throws IOException;

    /** Nothing; one chunk of the seal and its neighbours; one part of an upload; several. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 8 * 1024 * 1024 - 200, 8 * 1024 * 1024, LARGE})
    public void the_archive_gives_back_what_it_was_given(int size) throws IOException {
        byte[] content = random(size);
        archive().keep(KEY, new ByteArrayInputStream(content));
        assertArrayEquals(content, read(archive().open(KEY)));
    }

    @Test
    public void the_archive_stores_no_plain_byte() throws IOException {
        String card = "card 9999000000000000019";
        archive().keep(KEY, text(card));
        assertFalse(new String(stored(KEY), StandardCharsets.ISO_8859_1).contains("9999"));
    }

    @Test
    public void the_archive_replaces_nothing() throws IOException {
        archive().keep(KEY, text("first"));
        archive().keep(KEY, text("second"));
        assertEquals("first", new String(read(archive().open(KEY)), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, LARGE})
    public void of_what_breaks_off_the_archive_keeps_nothing(int before) throws IOException {
        InputStream broken =
                new SequenceInputStream(
                        new ByteArrayInputStream(random(before)), new BrokenStream());
        assertThrows(IOException.class, () -> archive().keep(KEY, broken));
        assertThrows(IOException.class, () -> archive().open(KEY).close());
        archive().keep(KEY, text("whole"));
        assertEquals("whole", new String(read(archive().open(KEY)), StandardCharsets.US_ASCII));
    }

    @Test
    public void of_two_who_keep_at_once_one_is_kept_whole() throws Exception {
        byte[] one = random(LARGE);
        byte[] other = Arrays.copyOf(one, LARGE - 1);
        CompletableFuture<Void> first = keepAside(one);
        CompletableFuture<Void> second = keepAside(other);
        CompletableFuture.allOf(first, second).get();
        byte[] kept = read(archive().open(KEY));
        assertTrue(Arrays.equals(kept, one) || Arrays.equals(kept, other));
    }

    private CompletableFuture<Void> keepAside(byte[] content) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        archive().keep(KEY, new ByteArrayInputStream(content));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    public void what_the_archive_does_not_have_it_does_not_open() {
        assertThrows(IOException.class, () -> archive().open("received/none").close());
    }

    @Test
    public void the_inbox_lists_what_is_complete_in_the_order_of_names() throws IOException {
        deliver("b.ipm", random(3), true);
        deliver("a.ipm", random(0), true);
        deliver("c.ipm", random(5), false);
        assertEquals(List.of(new Delivery("a.ipm", 0), new Delivery("b.ipm", 3)), inbox().list());
    }

    @Test
    public void the_inbox_gives_a_file_from_its_beginning_each_time() throws IOException {
        byte[] content = random(100_000);
        deliver("a.ipm", content, true);
        Delivery delivery = inbox().list().getFirst();
        try (InputStream begun = inbox().open(delivery)) {
            assertEquals(content[0] & 0xFF, begun.read());
        }
        assertArrayEquals(content, read(inbox().open(delivery)));
    }

    @Test
    public void what_is_removed_is_gone_and_may_be_removed_again() throws IOException {
        deliver("a.ipm", random(3), true);
        Delivery delivery = inbox().list().getFirst();
        inbox().remove(delivery);
        inbox().remove(delivery);
        assertEquals(List.of(), inbox().list());
        assertThrows(IOException.class, () -> inbox().open(delivery).close());
    }

    @Test
    public void a_later_report_takes_the_place_of_an_earlier() throws IOException {
        reports().put("2026-11-21/books.html", random(10));
        byte[] later = random(100_000);
        reports().put("2026-11-21/books.html", later);
        assertArrayEquals(later, report("2026-11-21/books.html"));
    }

    private static byte[] read(InputStream content) throws IOException {
        try (content) {
            return content.readAllBytes();
        }
    }

    protected static InputStream text(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    /** As a line that breaks. */
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }
    }
}
