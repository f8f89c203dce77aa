package io.kessai.authorization.link;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time as links read it.
 *
 * @param wall for when a message arrived, and for what is written into messages
 * @param nanos for intervals, as {@link System#nanoTime()}
 */
public record LinkClock(InstantSource wall, LongSupplier nanos) {

    /** A wall clock, and the machine's own for intervals. */
    public static LinkClock of(InstantSource wall) {
        return new LinkClock(wall, System::nanoTime);
    }
}
