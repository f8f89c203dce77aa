package io.kessai.clearing.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PaceTest {
    private static final String MESSAGE =
            """
            insert into journal (transmitted_on, input_version, currency, amount, approved_amount,
                received_at, mti, processing_code, reason, approval_code, message_key, pan_token,
                input, outcome)
            values ('2026-03-02', 1, 392, 1, 1, now(), '0100', '000000', '', '', 'message ' || ?,
                '', '', '')\
            """;

    private final DatabaseEndpoint books = TestDatabase.shared().createFromTemplate();
    private final Login batch = books.login(DatabaseRole.BATCH);
    private final Traffic traffic =
            new Traffic(new ClearingDatabase(books.url(), batch.user(), batch.password()));
    private int messages;

    @AfterEach
    void close() throws Exception {
        traffic.close();
        TestDatabase.shared().drop(books);
    }

    @Test
    void where_nothing_is_recorded_it_never_rests() throws Exception {
        Pace pace = Pace.beside(traffic, 1);
        assertFalse(pace.isShared());
        Thread.sleep(1_100);
        assertFalse(pace.isShared());
        assertTrue(restAfter(pace, Duration.ofMillis(40)).toMillis() < 40, "rested alone");
    }

    @Test
    void while_messages_are_recorded_it_rests_in_proportion_to_its_work() throws Exception {
        Pace pace = Pace.beside(traffic, 20);
        untilShared(pace);
        pace.rest();
        Duration rested = restAfter(pace, Duration.ofMillis(50));
        assertTrue(rested.toMillis() >= 200, "rested " + rested);
    }

    @Test
    void one_rest_is_bounded_whatever_was_waited_for() throws Exception {
        Pace pace = Pace.beside(traffic, 1);
        untilShared(pace);
        pace.rest();
        Duration rested = restAfter(pace, Duration.ofMillis(50));
        assertTrue(rested.toMillis() >= 500 && rested.toMillis() < 4_000, "rested " + rested);
    }

    @Test
    void the_full_share_never_rests() throws Exception {
        untilShared(Pace.beside(traffic, 99));
        assertFalse(Pace.beside(traffic, 100).isShared());
        assertFalse(Pace.full().isShared());
    }

    private static Duration restAfter(Pace pace, Duration work) throws Exception {
        Thread.sleep(work);
        long from = System.nanoTime();
        pace.rest();
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Records messages until the database has told of them. */
    private void untilShared(Pace pace) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!pace.isShared()) {
            assertTrue(System.nanoTime() < end, "no traffic seen in 20 seconds");
            record();
            Thread.sleep(100);
        }
    }

    private void record() throws SQLException {
        try (Connection connection = books.connect(DatabaseRole.SERVER);
                PreparedStatement statement = connection.prepareStatement(MESSAGE)) {
            statement.setInt(1, messages++);
            statement.executeUpdate();
        }
    }
}
