package io.kessai.clearing.run;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Politeness of one thread of a step. Where nobody waits for the database it works at full speed;
 * while authorizations are recorded it works in short pieces and rests after each, so that it has
 * the database to itself for no longer than a cardholder would notice.
 */
public final class Pace {
    private static final int WHOLE = 100;
    private static final long REST_NANOS_MAX = Duration.ofMillis(500).toNanos();

    private final Optional<Traffic> traffic;
    private final int percent;
    private long beganAt = System.nanoTime();

    private Pace(Optional<Traffic> traffic, int percent) {
        this.traffic = traffic;
        this.percent = percent;
    }

    /** Never rests. */
    public static Pace full() {
        return new Pace(Optional.empty(), WHOLE);
    }

    /**
     * Rests while there is traffic.
     *
     * @param percent share of the time to work then, 1 to 100; 100 never rests
     */
    public static Pace beside(Traffic traffic, int percent) {
        return new Pace(Optional.of(traffic), percent);
    }

    /** Whether to work in short pieces now: some ten milliseconds each. */
    public boolean isShared() throws SQLException {
        return percent < WHOLE && traffic.isPresent() && traffic.get().flows();
    }

    /** Ends a piece of work, and rests in proportion to it where the database is shared. */
    public void rest() throws SQLException {
        if (isShared()) {
            long worked = System.nanoTime() - beganAt;
            sleep(Math.min(worked / percent * (WHOLE - percent), REST_NANOS_MAX));
        }
        beganAt = System.nanoTime();
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingException(ErrorCode.STORE_BUSY, "interrupted while resting", e);
        }
    }
}
