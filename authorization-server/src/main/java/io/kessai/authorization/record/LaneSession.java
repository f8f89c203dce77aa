package io.kessai.authorization.record;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A lane's way to the database: opened when it is needed, dropped when it is lost.
 *
 * <p>Used by its lane's thread; {@link #busySinceNanos} and {@link #abortIfBusySince} by others
 * too.
 */
final class LaneSession {

    private final StoreEndpoint endpoint;
    private final LaneSettings settings;
    private final Store store;
    private final RecordObserver observer;

    private volatile Optional<LaneConnection> connection = Optional.empty();
    private volatile long connectingSince;
    private long openedAtTurn;

    LaneSession(
            StoreEndpoint endpoint, LaneSettings settings, Store store, RecordObserver observer) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.store = store;
        this.observer = observer;
    }

    /**
     * The connection; a fresh one if the database has been away since it was opened, empty while it
     * is away or has no connection left for this lane.
     */
    Optional<LaneConnection> open() {
        long turn = store.turn();
        if (store.isAway()) {
            return Optional.empty();
        }
        if (connection.isPresent() && openedAtTurn == turn) {
            return connection;
        }
        close();
        connectingSince = System.nanoTime() | 1;
        try {
            LaneConnection fresh = LaneConnection.open(endpoint, settings);
            connection = Optional.of(fresh);
            openedAtTurn = turn;
            fresh.brokenPromises().forEach(observer::notDurable);
        } catch (SQLException e) {
            close();
            if (SqlFailure.lacksResources(e)) {
                observer.lackedResources(String.valueOf(e.getSQLState()));
            } else {
                store.lost(String.valueOf(e.getMessage()));
            }
        } finally {
            connectingSince = 0;
        }
        return connection;
    }

    /** Gives the connection up. That the database went away is news only if it was not known. */
    void lose(SQLException cause) {
        connection.ifPresent(LaneConnection::abort);
        connection = Optional.empty();
        if (openedAtTurn == store.turn()) {
            store.lost(String.valueOf(cause.getMessage()));
        }
    }

    void rollback() {
        try {
            if (connection.isPresent()) {
                connection.get().rollback();
            }
        } catch (SQLException e) {
            lose(e);
        }
    }

    void close() {
        connection.ifPresent(LaneConnection::close);
        connection = Optional.empty();
    }

    /**
     * When the statement that runs now, or the attempt to connect, began ({@link System#nanoTime});
     * 0 if none is under way.
     */
    long busySinceNanos() {
        long connecting = connectingSince;
        return connecting != 0
                ? connecting
                : connection.map(LaneConnection::busySinceNanos).orElse(0L);
    }

    /** Cuts the connection if its statement began before {@code nanos}. */
    void abortIfBusySince(long nanos) {
        Optional<LaneConnection> open = connection;
        long since = open.map(LaneConnection::busySinceNanos).orElse(0L);
        if (since != 0 && since - nanos < 0) {
            open.ifPresent(LaneConnection::abort);
        }
    }
}
