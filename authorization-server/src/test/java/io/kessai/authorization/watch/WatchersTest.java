package io.kessai.authorization.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.EventKind;
import io.kessai.domain.OperatingException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watchers on a real database: how they are given events, kept waiting, limited and ended. */
@Tag("database")
class WatchersTest {

    private static final Begin FROM_START = new Begin.FromStart();
    private static final WatchSettings TWO =
            new WatchSettings(2, Duration.ofMillis(10), Duration.ofMillis(50));

    private Outbox outbox;
    private Watchers watchers;

    @BeforeEach
    void open() throws SQLException {
        outbox = new Outbox();
        watchers = new Watchers(outbox.login(), TWO);
    }

    @AfterEach
    void close() {
        watchers.close();
        outbox.close();
    }

    @Test
    void events_are_given_as_they_are_committed_and_positions_while_there_are_none()
            throws Exception {
        Taker taker = new Taker();
        watchers.watch(new Begin.FromNow(), Interest.ALL, taker);
        taker.idle.take();
        taker.idle.take();
        outbox.tell(3, 1);
        await(() -> taker.events.size() == 3);
        assertEquals(outbox.ids(), taker.ids());
    }

    @Test
    void one_that_is_not_ready_is_not_given_more() throws Exception {
        outbox.tell(5, 1);
        Taker taker = new Taker();
        taker.room = 2;
        Watcher watcher = watchers.watch(FROM_START, Interest.ALL, taker);
        await(() -> taker.events.size() == 2);
        Thread.sleep(100);
        assertEquals(2, taker.events.size());
        taker.room = 1_000;
        watcher.wake();
        await(() -> taker.events.size() == 5);
    }

    @Test
    void only_what_it_asks_for_is_given_and_its_position_moves_on_all_the_same() throws Exception {
        outbox.tell(2, 1);
        outbox.tell(2, 2);
        Taker one = new Taker();
        watchers.watch(FROM_START, new Interest(2, Set.of(EventKind.APPROVED)), one);
        Taker none = new Taker();
        watchers.watch(FROM_START, new Interest(0, Set.of(EventKind.CLEARED)), none);
        await(() -> one.events.size() == 2);
        assertEquals(outbox.ids().subList(2, 4), one.ids());
        none.idle.take();
        Position later = none.idle.take();
        none.isGone = true;
        Taker next = new Taker();
        await(() -> tryWatch(new Begin.After(later), next));
        outbox.tell(1, 3);
        await(() -> next.events.size() == 1);
        assertEquals(3, next.events.getFirst().accountId());
        assertEquals(List.of(), none.events);
    }

    @Test
    void one_more_than_may_is_refused_until_another_is_gone() throws Exception {
        Taker first = new Taker();
        Watcher watcher = watchers.watch(FROM_START, Interest.ALL, first);
        watchers.watch(FROM_START, Interest.ALL, new Taker());
        OperatingException refused =
                assertThrows(
                        OperatingException.class,
                        () -> watchers.watch(FROM_START, Interest.ALL, new Taker()));
        assertEquals(ErrorCode.TOO_MANY_WATCHERS, refused.code());
        first.isGone = true;
        watcher.wake();
        await(() -> tryWatch(FROM_START, new Taker()));
    }

    @Test
    void a_stopping_server_ends_each_and_takes_no_more() {
        Taker taker = new Taker();
        watchers.watch(FROM_START, Interest.ALL, taker);
        watchers.close();
        assertTrue(taker.isEnded);
        assertThrows(
                OperatingException.class,
                () -> watchers.watch(FROM_START, Interest.ALL, new Taker()));
    }

    @Test
    void a_database_that_is_away_ends_the_watch_and_a_position_that_is_outdated_too()
            throws Exception {
        Watchers nowhere =
                new Watchers(
                        new ReadLogin("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""), TWO);
        Taker taker = new Taker();
        nowhere.watch(FROM_START, Interest.ALL, taker);
        assertEquals(ErrorCode.STORE_UNAVAILABLE, taker.failure());
        Taker late = new Taker();
        outbox.run("update event_stream set kept_since = now()");
        watchers.watch(new Begin.Since(java.time.Instant.EPOCH), Interest.ALL, late);
        assertEquals(ErrorCode.POSITION_OUTDATED, late.failure());
    }

    private boolean tryWatch(Begin begin, Taker taker) {
        try {
            watchers.watch(begin, Interest.ALL, taker);
            return true;
        } catch (OperatingException _) {
            return false;
        }
    }

    private static void await(BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "not within 30 s");
            Thread.sleep(5);
        }
    }

    /** Takes as much as it has room for. */
    private static final class Taker implements Recipient {
        final List<WatchedEvent> events = new CopyOnWriteArrayList<>();
        final BlockingQueue<Position> idle = new LinkedBlockingQueue<>();
        final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        volatile int room = Integer.MAX_VALUE;
        volatile boolean isGone;
        volatile boolean isEnded;

        List<Long> ids() {
            return events.stream().map(WatchedEvent::id).toList();
        }

        ErrorCode failure() throws InterruptedException {
            RuntimeException failure = failures.poll(30, TimeUnit.SECONDS);
            return failure instanceof OperatingException known
                    ? known.code()
                    : ErrorCode.SYSTEM_MALFUNCTION;
        }

        @Override
        public boolean isReady() {
            return events.size() < room;
        }

        @Override
        public boolean isGone() {
            return isGone;
        }

        @Override
        public void event(WatchedEvent event, Position position) {
            events.add(event);
        }

        @Override
        public void idle(Position position) {
            idle.add(position);
        }

        @Override
        public void end() {
            isEnded = true;
        }

        @Override
        public void fail(RuntimeException cause) {
            failures.add(cause);
        }
    }
}
