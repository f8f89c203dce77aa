package io.kessai.authorization.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which transactions had ended at one moment, as PostgreSQL's {@code pg_snapshot}: all below {@code
 * xmin}, and those below {@code xmax} that were not running.
 *
 * @param running ascending, from {@code xmin} on and below {@code xmax}
 */
record Snapshot(long xmin, long xmax, List<Long> running) {

    /** Before every transaction. */
    static final Snapshot NONE = new Snapshot(1, 1, List.of());

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(\\d{1,18}):([\\d,]*)");

    Snapshot {
        running = List.copyOf(running);
    }

    /** What {@link #text()} gave, or the database; nothing for any other text. */
    static Optional<Snapshot> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<Long> running = new ArrayList<>();
        for (String xid :
                parts.group(3).isEmpty() ? new String[0] : parts.group(3).split(",", -1)) {
            if (xid.isEmpty() || xid.length() > 18) {
                return Optional.empty();
            }
            running.add(Long.parseLong(xid));
        }
        return Optional.of(
                        new Snapshot(
                                Long.parseLong(parts.group(1)),
                                Long.parseLong(parts.group(2)),
                                running))
                .filter(Snapshot::isOrdered);
    }

    private boolean isOrdered() {
        long last = xmin - 1;
        for (long xid : running) {
            if (xid <= last || xid >= xmax) {
                return false;
            }
            last = xid;
        }
        return xmin > 0 && xmin <= xmax;
    }

    String text() {
        return xmin
                + ":"
                + xmax
                + ":"
                + running.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
