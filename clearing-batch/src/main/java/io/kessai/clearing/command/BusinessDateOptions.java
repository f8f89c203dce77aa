package io.kessai.clearing.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** For which business date. */
public final class BusinessDateOptions {

    @Option(
            names = "--date",
            paramLabel = "DATE",
            defaultValue = "${env:KESSAI_BUSINESS_DATE}",
            description =
                    "Business date, YYYY-MM-DD; default KESSAI_BUSINESS_DATE, then today in --zone.")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "${env:KESSAI_BUSINESS_ZONE:-Asia/Tokyo}",
            description =
                    "Zone of the business day; default KESSAI_BUSINESS_ZONE, then Asia/Tokyo.")
    private ZoneId zone = ZoneId.of("Asia/Tokyo");

    @Option(
            names = "--scheduled-at",
            paramLabel = "INSTANT",
            defaultValue = "${env:KESSAI_SCHEDULED_AT}",
            description =
                    "When the schedule started the night, such as 2026-11-20T17:30:00Z: without"
                            + " --date the business date is that instant's in --zone; default"
                            + " KESSAI_SCHEDULED_AT, then now.")
    private Optional<Instant> scheduledAt = Optional.empty();

    /** The business date asked for, else the schedule's in the programme's zone, else today's. */
    public LocalDate businessDate() {
        return date.or(() -> scheduledAt.map(at -> LocalDate.ofInstant(at, zone)))
                .orElseGet(() -> LocalDate.now(zone));
    }

    /** Of the business day. */
    ZoneId zone() {
        return zone;
    }

    /** Whether it is later than tomorrow in the programme's zone. */
    public boolean isAhead() {
        return businessDate().isAfter(LocalDate.now(zone).plusDays(1));
    }
}
