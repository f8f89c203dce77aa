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

    /**
     * No wait is shorter: what falls due meanwhile leaves together, late by as much, and counts
     * from when it was due. To be woken for each of 14,000 messages a second cost half of what the
     * generator takes from those it shares the machine with, and server and kernel a look each.
     */
    long SLEEP_NANOS_LEAST = 500_000;

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
                if (due > System.nanoTime()) {
                    beforeWaiting.run();
                    long left = Math.max(due - System.nanoTime(), SLEEP_NANOS_LEAST);
                    while (left > 0) {
                        LockSupport.parkNanos(left);
                        left = due - System.nanoTime();
                    }
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
