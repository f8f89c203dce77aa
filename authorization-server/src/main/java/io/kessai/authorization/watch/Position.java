package io.kessai.authorization.watch;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * How far a watcher has seen everything. Transactions commit in another order than that of their
 * events' ids, so no id alone can say that: a snapshot of the database does. Opaque to callers.
 *
 * @param history of the database that gave it; in another one its snapshots mean nothing
 * @param at what was recorded more than an hour before this is seen; no transaction lasts an hour
 * @param seen everything visible in this was given
 * @param window what is being given, if that has begun
 */
public record Position(long history, Instant at, Snapshot seen, Optional<Window> window) {

    private static final String VERSION = "1";

    /**
     * Events that were not seen and are visible in {@code upTo}, given in the order of their ids.
     *
     * @param upToAt when {@code upTo} was taken
     * @param since leaves out what was recorded before
     * @param lastId those up to this id were given; 0 before the first
     */
    record Window(Snapshot upTo, Instant upToAt, Instant since, long lastId) {}

    /** Once an event of the window was given. */
    Position given(Window inWindow, WatchedEvent event) {
        Instant later = event.recordedAt().isAfter(at) ? event.recordedAt() : at;
        Window rest = new Window(inWindow.upTo, inWindow.upToAt, inWindow.since, event.id());
        return new Position(history, later, seen, Optional.of(rest));
    }

    /** Once all of the window was given. */
    Position past(Window whole) {
        return new Position(history, whole.upToAt, whole.upTo, Optional.empty());
    }

    /** Whether it says more of the database than the database itself knows. */
    boolean isBeyond(Snapshot now) {
        return window.map(Window::upTo).orElse(seen).xmax() > now.xmax();
    }

    /** What {@link #text()} gave; nothing for any other text. */
    public static Optional<Position> parse(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                            .split("\\|", -1);
            boolean isInWindow = parts.length == 8;
            if (!parts[0].equals(VERSION) || (parts.length != 4 && !isInWindow)) {
                return Optional.empty();
            }
            return Snapshot.parse(parts[3])
                    .flatMap(
                            seen ->
                                    isInWindow
                                            ? window(parts)
                                                    .map(w -> of(parts, seen, Optional.of(w)))
                                            : Optional.of(of(parts, seen, Optional.empty())));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Position of(String[] parts, Snapshot seen, Optional<Window> window) {
        return new Position(Long.parseLong(parts[1], 36), instant(parts[2]), seen, window);
    }

    private static Optional<Window> window(String[] parts) {
        long lastId = Long.parseLong(parts[7], 36);
        return Snapshot.parse(parts[4])
                .filter(upTo -> lastId >= 0)
                .map(upTo -> new Window(upTo, instant(parts[5]), instant(parts[6]), lastId));
    }

    /** Printable ASCII. */
    public String text() {
        StringBuilder text = new StringBuilder(VERSION);
        append(text, Long.toString(history, 36), number(at), seen.text());
        window.ifPresent(
                w ->
                        append(
                                text,
                                w.upTo.text(),
                                number(w.upToAt),
                                number(w.since),
                                Long.toString(w.lastId, 36)));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void append(StringBuilder text, String... parts) {
        for (String part : parts) {
            text.append('|').append(part);
        }
    }

    /** Microseconds, as the database keeps. */
    private static String number(Instant instant) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant), 36);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros, 36), ChronoUnit.MICROS);
    }
}
