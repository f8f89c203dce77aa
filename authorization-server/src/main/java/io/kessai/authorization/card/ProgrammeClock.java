package io.kessai.authorization.card;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time as the programme counts it, with the cutover at midnight of its zone.
 *
 * @param zone the programme's
 */
public record ProgrammeClock(Clock clock, ZoneId zone) {

    public Instant now() {
        return clock.instant();
    }

    /** The date in the programme's zone. */
    public LocalDate businessDate() {
        return LocalDate.ofInstant(now(), zone);
    }
}
