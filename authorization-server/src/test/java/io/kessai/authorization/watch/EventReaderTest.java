package io.kessai.authorization.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.local.TestSeed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing is missed and the order within an account is kept, however transactions overtake each
 * other and wherever a reader is killed.
 */
@Tag("database")
class EventReaderTest {

    private static final Begin FROM_NOW = new Begin.FromNow();
    private static final Begin FROM_START = new Begin.FromStart();

    private Outbox outbox;
    private Connection connection;
    private EventReader reader;

    @BeforeEach
    void open() throws SQLException {
        outbox = new Outbox();
        connection = outbox.login().open();
        reader = new EventReader(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        outbox.close();
    }

    @Test
    void a_transaction_that_commits_after_one_with_higher_ids_is_not_missed() throws SQLException {
        Position position = reader.begin(FROM_NOW);
        try (Connection early = outbox.writer();
                Connection late = outbox.writer()) {
            Outbox.tell(late, 1);
            Outbox.tell(early, 2);
            early.commit();
            Page first = reader.next(position, 10);
            assertEquals(List.of(2L), accounts(first));
            late.commit();
            Page second = reader.next(first.position(), 10);
            assertEquals(List.of(1L), accounts(second));
            assertTrue(id(second, 0) < id(first, 0), "the ids are the other way round");
            assertEquals(List.of(), reader.next(second.position(), 10).events());
        }
    }

    @Test
    void one_that_was_already_running_when_the_reader_began_is_new() throws SQLException {
        try (Connection writer = outbox.writer()) {
            Outbox.tell(writer, 1);
            Position position = reader.begin(FROM_NOW);
            assertEquals(List.of(), reader.next(position, 10).events());
            writer.commit();
            assertEquals(List.of(1L), accounts(reader.next(position, 10)));
        }
    }

    @Test
    void what_was_rolled_back_is_not_told() throws SQLException {
        Position position = reader.begin(FROM_NOW);
        try (Connection writer = outbox.writer()) {
            Outbox.tell(writer, 1);
            writer.rollback();
            Outbox.tell(writer, 2);
            writer.commit();
        }
        assertEquals(List.of(2L), accounts(reader.next(position, 10)));
    }

    @Test
    void a_page_ends_within_a_snapshot_and_what_commits_meanwhile_comes_after_it()
            throws SQLException {
        Position position = reader.begin(FROM_NOW);
        try (Connection late = outbox.writer()) {
            Outbox.tell(late, 9);
            outbox.tell(4, 1);
            Page first = reader.next(position, 3);
            assertFalse(first.isLast());
            late.commit();
            Page second = reader.next(again(first.position()), 3);
            assertEquals(List.of(1L), accounts(second), "the rest of the first snapshot");
            assertEquals(List.of(9L), accounts(reader.next(again(second.position()), 3)));
        }
    }

    @Test
    void from_the_start_since_a_time_or_from_now() throws Exception {
        outbox.tell(2, 1);
        Thread.sleep(5);
        Instant between = Instant.now();
        Thread.sleep(5);
        outbox.tell(1, 2);
        assertEquals(List.of(1L, 1L, 2L), accounts(reader.next(reader.begin(FROM_START), 10)));
        assertEquals(
                List.of(2L), accounts(reader.next(reader.begin(new Begin.Since(between)), 10)));
        assertEquals(List.of(), accounts(reader.next(reader.begin(FROM_NOW), 10)));
    }

    @Test
    void many_missed_transactions_are_read_by_another_way_and_are_the_same() throws SQLException {
        Position old = reader.begin(FROM_NOW);
        try (Connection late = outbox.writer()) {
            Outbox.tell(late, 9);
            outbox.tell(1_100, 1);
            Reading reading = new Reading(old);
            reading.all(100);
            late.commit();
            reading.all(100);
            assertEquals(outbox.ids(), reading.ids.stream().sorted().toList());
            assertEquals(1_101, reading.ids.size());
        }
    }

    @Test
    void writers_in_each_others_way_and_a_reader_killed_all_the_time() throws Exception {
        long seed = TestSeed.current();
        Random random = new Random(seed);
        Reading reading = new Reading(reader.begin(FROM_START));
        try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                done.add(writers.submit(writing(random.nextLong())));
            }
            while (done.stream().anyMatch(writer -> !writer.isDone())) {
                reading.someAndForget(1 + random.nextInt(7), random);
            }
            for (Future<Void> writer : done) {
                writer.get();
            }
        }
        reading.all(50);
        assertEquals(outbox.ids(), reading.ids.stream().sorted().toList(), "seed " + seed);
        reading.assertOrdered(seed);
    }

    /** Transactions of one to three accounts in id order, some rolled back, some slow. */
    private Callable<Void> writing(long seed) {
        return () -> {
            Random random = new Random(seed);
            try (Connection writer = outbox.writer()) {
                for (int i = 0; i < 120; i++) {
                    random.ints(1 + random.nextInt(3), 1, 11)
                            .distinct()
                            .sorted()
                            .forEach(account -> tell(writer, account));
                    Thread.sleep(random.nextInt(4));
                    if (random.nextInt(8) == 0) {
                        writer.rollback();
                    } else {
                        writer.commit();
                    }
                }
            }
            return null;
        };
    }

    @Test
    void a_restored_database_is_read_again_from_an_hour_before() throws SQLException {
        outbox.tell(2, 1);
        Page seen = reader.next(reader.begin(FROM_START), 10);
        outbox.run("update event_stream set name = gen_random_uuid()");
        outbox.tell(1, 2);
        Position continued = reader.begin(new Begin.After(again(seen.position())));
        assertEquals(List.of(1L, 1L, 2L), accounts(reader.next(continued, 10)));
    }

    @Test
    void a_position_from_the_future_of_the_database_is_of_another_history() throws SQLException {
        outbox.tell(2, 1);
        Position seen = reader.next(reader.begin(FROM_START), 10).position();
        Snapshot ahead = new Snapshot(seen.seen().xmin(), seen.seen().xmax() + 1_000, List.of());
        Position lost = new Position(seen.history(), seen.at(), ahead, seen.window());
        assertEquals(
                List.of(1L, 1L), accounts(reader.next(reader.begin(new Begin.After(lost)), 10)));
    }

    @Test
    void a_position_from_before_what_is_kept_is_refused() throws SQLException {
        Position position = reader.begin(FROM_NOW);
        outbox.run("update event_stream set kept_since = now() - interval '2 hours'");
        reader.begin(new Begin.After(position));
        outbox.run("update event_stream set kept_since = now() - interval '59 minutes'");
        assertOutdated(new Begin.After(position));
        assertOutdated(new Begin.Since(Instant.now().minus(Duration.ofHours(1))));
        reader.begin(FROM_START);
    }

    @Test
    void both_ways_go_by_an_index_whether_there_are_few_events_or_many() throws SQLException {
        assertPlans();
        outbox.run(
                """
                insert into events (occurred_at, account_id, amount, remaining, booked, currency,
                    kind, reason, message_key)
                select now(), 1 + i % 10, 100, 100, 0, 392, 'approved', 'APPROVED', 'key' || i
                from generate_series(1, 50000) i;
                analyze events""");
        assertPlans();
    }

    private void assertPlans() throws SQLException {
        String fresh =
                plan(EventReader.NEW, "'{90,95}'", "'100'", "'120'", "0", "'90:120:'", "500");
        assertTrue(fresh.contains("events_transaction") || fresh.contains("_xid_idx"), fresh);
        String missed = plan(EventReader.MISSED, "7", "now()", "'90:120:'", "'90:100:95'", "500");
        for (String plan : List.of(fresh, missed)) {
            assertFalse(plan.contains("Seq Scan on events"), plan);
        }
        assertFalse(missed.contains("Sort  ("), missed);
    }

    private String plan(String sql, String... parameters) throws SQLException {
        String filled = sql;
        for (String parameter : parameters) {
            filled = filled.replaceFirst("\\?", parameter);
        }
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain " + filled)) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private void assertOutdated(Begin begin) {
        OperatingException refused =
                assertThrows(OperatingException.class, () -> reader.begin(begin));
        assertEquals(ErrorCode.POSITION_OUTDATED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("watch from_start"));
    }

    private static Position again(Position position) {
        return Position.parse(position.text()).orElseThrow();
    }

    private static List<Long> accounts(Page page) {
        return page.events().stream().map(given -> given.event().accountId()).toList();
    }

    private static long id(Page page, int index) {
        return page.events().get(index).event().id();
    }

    private static void tell(Connection writer, int account) {
        try {
            Outbox.tell(writer, account);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A watcher that keeps only the last position given to it, as text. */
    private final class Reading {
        final List<Long> ids = new ArrayList<>();
        private final Map<Long, List<Long>> byAccount = new HashMap<>();
        private Position position;

        Reading(Position position) {
            this.position = position;
        }

        /** Until there is nothing new. */
        void all(int limit) throws SQLException {
            Page page;
            do {
                page = reader.next(position, limit);
                page.events().forEach(this::take);
                position = again(page.position());
            } while (!page.isLast() || !page.events().isEmpty());
        }

        /** Takes some of a page, then starts anew from the last position it took. */
        void someAndForget(int limit, Random random) throws SQLException {
            Page page = reader.next(position, limit);
            int taken = random.nextInt(page.events().size() + 1);
            page.events().subList(0, taken).forEach(this::take);
            if (taken == page.events().size()) {
                position = again(page.position());
            } else if (taken > 0) {
                position = again(page.events().get(taken - 1).position());
            }
            position = reader.begin(new Begin.After(position));
        }

        private void take(Given given) {
            ids.add(given.event().id());
            byAccount
                    .computeIfAbsent(given.event().accountId(), account -> new ArrayList<>())
                    .add(given.event().id());
        }

        void assertOrdered(long seed) {
            byAccount.forEach(
                    (account, told) ->
                            assertEquals(
                                    told.stream().sorted().toList(),
                                    told,
                                    "account " + account + ", seed " + seed));
        }
    }
}
