package io.kessai.local;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The seed of everything random in a test run. It changes every day (UTC) unless {@code
 * -Dkessai.test.seed} names one; {@code ./kessai test} prints it.
 */
public final class TestSeed {

    /** The system property that sets the seed. */
    public static final String PROPERTY = "kessai.test.seed";

    private TestSeed() {}

    /** The seed of this run: the property, else the number of today's date since 1970-01-01. */
    public static long current() {
        return Long.getLong(PROPERTY, ofDay(LocalDate.now(ZoneOffset.UTC)));
    }

    public static long ofDay(LocalDate day) {
        return day.toEpochDay();
    }
}
