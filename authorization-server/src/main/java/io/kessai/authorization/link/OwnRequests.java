package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the requests that we send on one connection. Event loop only. */
final class OwnRequests {
    /** DE7: UTC, without a year. */
    private static final DateTimeFormatter TRANSMISSION_TIME =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int STAN_MAX = 999_999;

    private final InstantSource wall;
    private int lastStan;

    OwnRequests(InstantSource wall) {
        this.wall = wall;
    }

    /**
     * The next 0800.
     *
     * @param function DE70
     */
    Message next(String function) {
        return start("0800").text(NetworkManagement.FUNCTION_FIELD, function).build();
    }

    /** The next request of another type, with what its answer is known by. */
    Message.Builder start(String mti) {
        lastStan = lastStan % STAN_MAX + 1;
        return Message.builder(mti)
                .text(7, TRANSMISSION_TIME.format(wall.instant()))
                .text(11, String.format(Locale.ROOT, "%06d", lastStan));
    }
}
