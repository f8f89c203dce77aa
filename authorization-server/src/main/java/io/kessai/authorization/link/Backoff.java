package io.kessai.authorization.link;

import java.time.Duration;

/**
 * How long to wait before dialling again: twice as long each time up to a bound, and of that a part
 * that chance decides, so that links which were cut together do not come back together. Pure.
 *
 * @param first what the first wait is at most
 * @param max what any wait is at most
 */
public record Backoff(Duration first, Duration max) {
    private static final int DOUBLINGS_MAX = 30;

    /**
     * The wait that follows {@code waits} others.
     *
     * @param chance from 0 to below 1
     * @return from half of the bound to the bound
     */
    Duration after(int waits, double chance) {
        long doubled = first.toMillis() << Math.min(waits, DOUBLINGS_MAX);
        long bound = Math.clamp(doubled, first.toMillis(), max.toMillis());
        return Duration.ofMillis(bound / 2 + Math.round(bound / 2.0 * chance));
    }
}
