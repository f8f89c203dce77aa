package io.kessai.domain.controls;

import java.time.Duration;

/** Over what a limit adds up. */
public sealed interface Window {

    /** A period of business dates, in the programme's zone. */
    record Fixed(Period period) implements Window {
        @Override
        public String toString() {
            return period.word();
        }
    }

    /**
     * What counted since a moment this long before the message arrived; that moment is outside.
     *
     * @param length whole minutes
     */
    record Rolling(Duration length) implements Window {

        private static final int MINUTES_PER_HOUR = 60;

        public static Rolling ofMinutes(long minutes) {
            return new Rolling(Duration.ofMinutes(minutes));
        }

        @Override
        public String toString() {
            long minutes = length.toMinutes();
            return "rolling "
                    + (minutes % MINUTES_PER_HOUR == 0
                            ? minutes / MINUTES_PER_HOUR + "h"
                            : minutes + "m");
        }
    }
}
