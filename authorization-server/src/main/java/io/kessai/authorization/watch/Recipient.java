package io.kessai.authorization.watch;

/**
 * Who is given events. Called by the watcher's thread only; {@link #isReady} and {@link #isGone}
 * may change at any time, and whoever changes them wakes the {@link Watcher}.
 */
public interface Recipient {

    /** Whether it takes one more without piling up. */
    boolean isReady();

    /** Whether it takes nothing any more. */
    boolean isGone();

    void event(WatchedEvent event, Position position);

    /** Nothing happened: only how far it has seen everything. */
    void idle(Position position);

    /** The server stops; another one goes on from the last position. */
    void end();

    /** The watch cannot go on. */
    void fail(RuntimeException cause);
}
