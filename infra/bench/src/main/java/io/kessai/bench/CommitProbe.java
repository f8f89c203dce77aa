package io.kessai.bench;

import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.HdrHistogram.Histogram;

/**
 * How long the database takes for the least that is durable: a transaction of one small row. No
 * answer can be faster.
 */
final class CommitProbe {
    private static final long LATENCY_MICROS_MAX = 60_000_000;

    private CommitProbe() {}

    /** Commits one after the other for some seconds; microseconds. */
    static Histogram run(BenchSystem system, int seconds) throws IOException {
        Histogram micros = new Histogram(LATENCY_MICROS_MAX, 3);
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement()) {
            statement.execute("create table commit_probe (n bigint not null)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into commit_probe values (?)")) {
                long until = System.nanoTime() + seconds * 1_000_000_000L;
                for (long from = System.nanoTime(); from < until; from = System.nanoTime()) {
                    insert.setLong(1, from);
                    insert.executeUpdate();
                    micros.recordValue((System.nanoTime() - from) / 1_000);
                }
            }
            statement.execute("drop table commit_probe");
        } catch (SQLException e) {
            throw new IOException("cannot commit: " + e.getMessage(), e);
        }
        return micros;
    }
}
