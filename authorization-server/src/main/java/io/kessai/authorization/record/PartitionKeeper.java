package io.kessai.authorization.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the partitions of the journal and the events ahead of the calendar, and drops days of
 * events that are no longer kept: at the start, then daily; sooner after a failure. Without it
 * messages would fill the default partitions, which still is correct.
 *
 * <p>Thread-safe.
 */
public final class PartitionKeeper implements AutoCloseable {

    /** For how many days from today partitions are made. */
    public static final int DAYS_AHEAD = 14;

    /** Fewer days covered than this are an alarm. */
    public static final int DAYS_AHEAD_MIN = 3;

    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final int TIMEOUT_SECONDS = 30;

    /**
     * A new partition locks its whole table. While that waits for somebody who reads it for long,
     * every lane waits behind it: so it gives up well before a lane is taken for hung.
     */
    private static final String YIELD = "set lock_timeout = '200ms'";

    private static final String ENSURE = "select kessai_ensure_partitions(?, ?)";

    /** One day a call, so that each locks the table for a moment only. */
    private static final String DROP = "select kessai_drop_events(?)";

    private final StoreEndpoint endpoint;
    private final int eventDays;
    private final RecordObserver observer;
    private final InstantSource clock;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("partition-keeper").factory());

    /**
     * @param eventDays for how many whole days events are kept
     * @param clock says which UTC date is today
     */
    public PartitionKeeper(
            StoreEndpoint endpoint, int eventDays, RecordObserver observer, InstantSource clock) {
        this.endpoint = endpoint;
        this.eventDays = eventDays;
        this.observer = observer;
        this.clock = clock;
    }

    public void start() {
        schedule.execute(this::keep);
    }

    private void keep() {
        Duration pause = ensure() ? EVERY : AFTER_FAILURE;
        var _ = schedule.schedule(this::keep, pause.toSeconds(), TimeUnit.SECONDS);
    }

    /** Makes what is missing and drops what is old, once; whether the database did it. */
    public boolean ensure() {
        try {
            int covered = cover();
            if (covered - 1 < DAYS_AHEAD_MIN) {
                observer.partitionsRunOut(Math.max(0, covered - 1));
            }
            return true;
        } catch (SQLException e) {
            observer.partitionsFailed(e);
            return false;
        }
    }

    /** How many days have a partition, today included. */
    private int cover() throws SQLException {
        try (Connection connection =
                        endpoint.open(LaneConnection.properties(endpoint, TIMEOUT_SECONDS));
                Statement session = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(ENSURE)) {
            session.execute(YIELD);
            statement.setInt(1, DAYS_AHEAD);
            statement.setObject(2, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
            int covered = number(statement);
            dropOldEvents(connection);
            return covered;
        }
    }

    private void dropOldEvents(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DROP)) {
            statement.setInt(1, eventDays);
            int more = number(statement);
            while (more > 0) {
                more = number(statement);
            }
        }
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
