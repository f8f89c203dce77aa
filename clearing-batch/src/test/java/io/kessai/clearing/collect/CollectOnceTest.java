package io.kessai.clearing.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.Inbox;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each file comes to the inbox once and whole, whatever breaks and whoever writes meanwhile. */
class CollectOnceTest extends DropHost {

    @Test
    void the_same_content_again_comes_once() throws IOException {
        drop("a.ipm", TEST);
        collect();
        drop("a.ipm", TEST);
        CollectResult again = collect();
        assertEquals(
                List.of("a.ipm ALREADY_COLLECTED a.ipm/9f86d081884c7d659a2feaa0c55ad015"),
                told(again));
        assertEquals(1, again.waiting().size());
        assertEquals(List.of(), inDropFolder());
    }

    @Test
    void it_does_not_come_again_after_it_was_received() throws IOException {
        drop("a.ipm", TEST);
        collect();
        inbox().remove(inbox().list().getFirst());
        drop("a.ipm", TEST);
        CollectResult again = collect();
        assertEquals(1, again.count(Outcome.ALREADY_COLLECTED));
        assertEquals(List.of(), again.waiting());
    }

    /** As one that was refused, when it is to be received once more. */
    @Test
    void it_comes_again_where_that_is_wanted() throws IOException {
        drop("a.ipm", TEST);
        collect();
        inbox().remove(inbox().list().getFirst());
        again = Set.of("a.ipm");
        drop("a.ipm", TEST);
        CollectResult once = collect();
        assertEquals(1, once.count(Outcome.COLLECTED));
        assertEquals(1, once.waiting().size());
    }

    /** While it is sealed: the last that is read of it. */
    @Test
    void what_comes_under_its_name_meanwhile_stays() throws IOException {
        drop("a.ipm", TEST);
        Archive replacing =
                new Archive() {
                    @Override
                    public void keep(String key, InputStream plain) throws IOException {
                        archive().keep(key, plain);
                    }

                    @Override
                    public InputStream open(String key) throws IOException {
                        drop("a.ipm", "the next one");
                        return archive().open(key);
                    }
                };
        assertEquals(
                List.of("a.ipm NOT_REMOVED a.ipm/9f86d081884c7d659a2feaa0c55ad015"),
                told(collect(deliveries(), replacing, PATIENCE, nobody())));
        assertEquals(List.of("a.ipm"), inDropFolder());
        assertEquals(2, collect().waiting().size());
    }

    /** As a transfer that is begun again while the file is on its way. */
    @Test
    void what_is_written_while_it_is_brought_is_not_brought() throws IOException {
        drop("a.ipm", TEST);
        Deliveries writing =
                new ForwardedDeliveries(deliveries()) {
                    @Override
                    public void bring(String name, Map<String, String> facts, InputStream content)
                            throws IOException {
                        drop("a.ipm", "tesT");
                        super.bring(name, facts, content);
                    }
                };
        assertEquals(List.of("a.ipm GROWING "), told(collect(writing, PATIENCE, nobody())));
        drop("a.ipm", TEST);
        assertEquals(1, collect().count(Outcome.COLLECTED));
        assertEquals(TEST, inInbox("a.ipm/9f86d081884c7d659a2feaa0c55ad015"));
    }

    @Test
    void a_name_may_come_again_with_other_content() throws IOException {
        drop("a.ipm", TEST);
        collect();
        drop("a.ipm", "other");
        assertEquals(2, collect().waiting().size());
    }

    @Test
    void what_waits_from_a_run_before_is_in_the_manifest() throws IOException {
        drop("a.ipm", TEST);
        collect();
        CollectResult later = collect();
        assertEquals(List.of(), later.files());
        assertEquals(List.of("a.ipm/9f86d081884c7d659a2feaa0c55ad015"), later.waiting());
    }

    @Test
    void two_do_not_collect_at_once() throws Exception {
        Path lock = Files.createFile(drop().resolve(".collect.lock"));
        Process holder = LockHolder.start(lock);
        try {
            assertEquals(
                    ErrorCode.STEP_RUNNING,
                    assertThrows(OperatingException.class, this::collect).code());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            assertEquals(
                    ErrorCode.STEP_RUNNING,
                    assertThrows(OperatingException.class, this::collect).code());
        }
    }

    /**
     * A line that breaks before, in the middle of or after each call in turn, as often as there are
     * calls; then it holds. Whatever is complete is received at once.
     */
    @ParameterizedTest
    @EnumSource
    void a_line_that_breaks_loses_nothing_and_brings_nothing_twice(BreakingDeliveries.When when)
            throws IOException {
        drop("a.ipm", TEST);
        drop("b.ipm", "other");
        List<String> received = new ArrayList<>();
        int broken = 0;
        while (true) {
            BreakingDeliveries breaking = new BreakingDeliveries(deliveries(), broken, when);
            try {
                collect(breaking, PATIENCE, nobody());
                break;
            } catch (OperatingException e) {
                assertEquals(ErrorCode.FILE_STORE_UNAVAILABLE, e.code());
                broken++;
            } finally {
                receive(received);
            }
        }
        assertTrue(broken >= 5, "every call broke once: " + broken);
        assertEquals(List.of(), inDropFolder());
        assertEquals(List.of("other", TEST), received.stream().sorted().toList());
    }

    private void receive(List<String> received) throws IOException {
        for (Inbox.Delivery delivery : inbox().list()) {
            received.add(inInbox(delivery.name()));
            inbox().remove(delivery);
        }
    }
}
