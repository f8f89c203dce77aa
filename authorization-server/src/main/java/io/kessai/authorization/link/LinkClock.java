package io.kessai.authorization.link;

import java.time.Clock;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time as links read it.
 *
 * @param wall for what is written into messages
 * @param nanos for intervals, as {@link System#nanoTime()}
 */
public record LinkClock(InstantSource wall, LongSupplier nanos) {

    /** The machine's own clocks. */
    public static LinkClock system() {
        return new LinkClock(Clock.systemUTC(), System::nanoTime);
    }
}
