package io.kessai.clearing.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether authorizations are being recorded just now, by the database's own count of the journal's
 * rows. Asks at most once a second. Thread-safe.
 */
public final class Traffic implements AutoCloseable {
    private static final long ASK_NANOS = Duration.ofSeconds(1).toNanos();

    /** Sessions tell their counts a second late, and lulls are no reason to hurry. */
    private static final long FLOWS_NANOS = Duration.ofSeconds(5).toNanos();

    private static final String RECORDED =
            """
            select coalesce(sum(pg_stat_get_tuples_inserted(p.inhrelid)), 0)::bigint
            from pg_inherits p
            where p.inhparent = 'journal'::regclass\
            """;

    private final ClearingDatabase books;
    private Optional<Connection> connection = Optional.empty();
    private long recorded;
    private long askedAt;
    private long grewAt;
    private boolean hasGrown;

    /**
     * @param books asked on a connection of its own, from the first question on
     */
    public Traffic(ClearingDatabase books) {
        this.books = books;
    }

    synchronized boolean flows() throws SQLException {
        long now = System.nanoTime();
        if (connection.isEmpty()) {
            connection = Optional.of(books.connect("pace"));
            recorded = recorded();
            askedAt = now;
        }
        if (now - askedAt >= ASK_NANOS) {
            long before = recorded;
            recorded = recorded();
            askedAt = now;
            if (recorded != before) {
                hasGrown = true;
                grewAt = now;
            }
        }
        return hasGrown && now - grewAt < FLOWS_NANOS;
    }

    private long recorded() throws SQLException {
        try (PreparedStatement statement = connection.orElseThrow().prepareStatement(RECORDED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection.isPresent()) {
            connection.get().close();
        }
    }
}
