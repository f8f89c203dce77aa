package io.kessai.authorization.watch;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Gives one recipient its events, on a thread and a connection of its own: one that catches up on
 * days, or takes them slowly, keeps nobody waiting.
 */
public final class Watcher {

    /** Events a query. */
    static final int PAGE_EVENTS = 500;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final ReadLogin login;
    private final WatchSettings settings;
    private final Begin begin;
    private final Interest interest;
    private final Recipient recipient;
    private final Bell bell = new Bell();
    private volatile boolean isStopping;
    private long toldAt;

    Watcher(
            ReadLogin login,
            WatchSettings settings,
            Begin begin,
            Interest interest,
            Recipient recipient) {
        this.login = login;
        this.settings = settings;
        this.begin = begin;
        this.interest = interest;
        this.recipient = recipient;
    }

    /** The recipient is ready, or gone. Any thread. */
    public void wake() {
        bell.ring();
    }

    /** Ends soon. Any thread. */
    void stop() {
        isStopping = true;
        bell.ring();
    }

    void run() {
        try (Connection connection = login.open()) {
            watch(new EventReader(connection));
            if (!recipient.isGone()) {
                recipient.end();
            }
        } catch (SQLException e) {
            fail(
                    new OperatingException(
                            ErrorCode.STORE_UNAVAILABLE,
                            "the database did not answer: watch again from the last position",
                            e));
        } catch (RuntimeException e) {
            fail(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(EventReader reader) throws SQLException, InterruptedException {
        Position position = reader.begin(begin);
        tell(position);
        while (isWanted()) {
            Page page = reader.next(position, PAGE_EVENTS);
            position = page.position();
            if (give(page) && isWanted() && isHeartbeatDue()) {
                tell(position);
            }
            if (page.isLast() && isWanted()) {
                bell.await(settings.pollInterval());
            }
        }
    }

    /** Whether all of it was given. */
    private boolean give(Page page) throws InterruptedException {
        for (Given given : page.events()) {
            if (interest.isIn(given.event())) {
                awaitReady();
                if (!isWanted()) {
                    return false;
                }
                recipient.event(given.event(), given.position());
                toldAt = System.nanoTime();
            }
        }
        return true;
    }

    private void awaitReady() throws InterruptedException {
        while (isWanted() && !recipient.isReady()) {
            bell.await(LONGEST_WAIT);
        }
    }

    private boolean isWanted() {
        return !isStopping && !recipient.isGone();
    }

    private boolean isHeartbeatDue() {
        return System.nanoTime() - toldAt > settings.heartbeat().toNanos() && recipient.isReady();
    }

    private void tell(Position position) {
        recipient.idle(position);
        toldAt = System.nanoTime();
    }

    private void fail(RuntimeException cause) {
        if (!recipient.isGone()) {
            recipient.fail(cause);
        }
    }
}
