package io.kessai.clearing.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBooks;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ClearingDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClearingBooks books = new ClearingBooks();

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    @Test
    void a_statement_does_not_outlive_its_runner() throws Exception {
        Connection runner = books.database().connect("runner");
        Thread reading = Thread.ofVirtual().start(() -> sleep(runner));
        awaitSessions(1);
        // Closes the socket and says nothing to the server, as the death of a process does.
        runner.abort(Runnable::run);
        reading.join();
        awaitSessions(0);
    }

    private static void sleep(Connection runner) {
        try (Statement statement = runner.createStatement()) {
            statement.execute("select pg_sleep(3600)");
        } catch (SQLException gone) {
            assertTrue(gone.getMessage() != null, gone::toString);
        }
    }

    private void awaitSessions(int expected) throws SQLException, InterruptedException {
        String sleeping =
                """
                select count(*)
                from pg_stat_activity
                where application_name = 'kessai runner'
                  and state = 'active'
                  and query like '%pg_sleep%'""";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!books.rows(sleeping).equals(List.of(String.valueOf(expected)))
                && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertEquals(List.of(String.valueOf(expected)), books.rows(sleeping));
    }
}
