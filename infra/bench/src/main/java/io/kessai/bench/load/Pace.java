package io.kessai.bench.load;

import java.util.concurrent.locks.LockSupport;

/** When the next message is due. */
public sealed interface Pace {

    /**
     * By a schedule that waits for nobody (open loop): a message that leaves late was due before.
     *
     * @param perSecond messages
     */
    record Rate(int perSecond) implements Pace {}

    /**
     * As soon as fewer than these wait for their answers (closed loop): tells what can be done at
     * most, not how long it takes when it is asked for.
     */
    record Window(int messages) implements Pace {}

    /** The most messages that may be due within some seconds. */
    default int messagesMax(int seconds) {
        return switch (this) {
            case Rate(int perSecond) -> perSecond * seconds;
            case Window _ -> WINDOW_PER_SECOND_MAX * seconds;
        };
    }

    /** Beyond what one machine can answer. */
    int WINDOW_PER_SECOND_MAX = 30_000;

    /** Shorter waits are left out: a thread is woken later than it asked for. */
    long SLEEP_NANOS_LEAST = 50_000;

    /** How long a full window is left alone before it is looked at again. */
    long LOOK_NANOS = 20_000;

    /**
     * Waits until a message is due, unless it is.
     *
     * @param number of the message, from 0
     * @param from when message 0 is due, {@link System#nanoTime()}
     * @param until when to give up, the same
     * @param beforeWaiting called before a wait
     * @return when it was due, the same
     */
    default long await(int number, long from, long until, Answers answers, Runnable beforeWaiting) {
        return switch (this) {
            case Rate(int perSecond) -> {
                long due = from + number * 1_000_000_000L / perSecond;
                if (due - System.nanoTime() > SLEEP_NANOS_LEAST) {
                    beforeWaiting.run();
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                yield due;
            }
            case Window(int messages) -> {
                if (number - answers.received() >= messages) {
                    beforeWaiting.run();
                }
                while (number - answers.received() >= messages && System.nanoTime() < until) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                yield System.nanoTime();
            }
        };
    }
}
