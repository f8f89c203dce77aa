package io.kessai.authorization.watch;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Everybody who watches: no more than the database has connections for. Thread-safe. */
public final class Watchers implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final ReadLogin login;
    private final WatchSettings settings;
    private final Semaphore places;
    private final Map<Watcher, Thread> watching = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    public Watchers(ReadLogin login, WatchSettings settings) {
        this.login = login;
        this.settings = settings;
        this.places = new Semaphore(settings.watchersMax());
    }

    /**
     * Gives events to a recipient until it is gone or the server stops; returns at once.
     *
     * @throws OperatingException (TOO_MANY_WATCHERS) if as many watch as may
     */
    public Watcher watch(Begin begin, Interest interest, Recipient recipient) {
        if (isClosed || !places.tryAcquire()) {
            throw new OperatingException(
                    ErrorCode.TOO_MANY_WATCHERS,
                    "%d watch already: end one, ask another server, or raise kessai.watch.watchers-max"
                            .formatted(settings.watchersMax()));
        }
        Watcher watcher = new Watcher(login, settings, begin, interest, recipient);
        Thread thread =
                Thread.ofVirtual()
                        .name("watch")
                        .unstarted(
                                () -> {
                                    try {
                                        watcher.run();
                                    } finally {
                                        watching.remove(watcher);
                                        places.release();
                                    }
                                });
        watching.put(watcher, thread);
        thread.start();
        return watcher;
    }

    /** Ends all, each after the event it is giving. */
    @Override
    public void close() {
        isClosed = true;
        long end = System.nanoTime() + LONGEST_END.toNanos();
        watching.keySet().forEach(Watcher::stop);
        for (Thread thread : watching.values()) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
