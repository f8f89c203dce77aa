package io.kessai.authorization.record;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the database is there, as all lanes see it.
 *
 * <p>Thread-safe.
 */
final class Store {

    /** Counts the times it went away and came back: odd while it is away. */
    private final AtomicLong turns = new AtomicLong();

    private final RecordObserver observer;

    Store(RecordObserver observer) {
        this.observer = observer;
    }

    boolean isAway() {
        return isAway(turns.get());
    }

    /**
     * Grows whenever the database goes away or comes back. A connection opened at an earlier turn
     * may be of a server that is no more.
     */
    long turn() {
        return turns.get();
    }

    void lost(String cause) {
        long seen = turns.get();
        if (!isAway(seen) && turns.compareAndSet(seen, seen + 1)) {
            observer.store(true, cause);
        }
    }

    void found() {
        long seen = turns.get();
        if (isAway(seen) && turns.compareAndSet(seen, seen + 1)) {
            observer.store(false, "answers a probe");
        }
    }

    /** The watch itself failed, and goes on. */
    void watchFailed(RuntimeException bug) {
        observer.watchFailed(bug);
    }

    private static boolean isAway(long turn) {
        return (turn & 1) == 1;
    }
}
