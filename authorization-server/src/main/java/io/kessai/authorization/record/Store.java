package io.kessai.authorization.record;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the database is there, as all lanes see it.
 *
 * <p>Thread-safe.
 */
final class Store {

    private final AtomicBoolean away = new AtomicBoolean();
    private final RecordObserver observer;

    Store(RecordObserver observer) {
        this.observer = observer;
    }

    boolean isAway() {
        return away.get();
    }

    void lost(String cause) {
        if (away.compareAndSet(false, true)) {
            observer.store(true, cause);
        }
    }

    void found() {
        if (away.compareAndSet(true, false)) {
            observer.store(false, "answers a probe");
        }
    }
}
