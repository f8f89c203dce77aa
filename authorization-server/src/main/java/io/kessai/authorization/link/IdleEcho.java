package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks a peer that has gone quiet whether it is still there: our own 0800/301, and an alarm when no
 * 0810 comes back in time. Event loop only.
 */
final class IdleEcho {
    private static final int STAN = 11;

    private final Vertx vertx;
    private final LongSupplier nanos;
    private final LinkLimits limits;
    private final Supplier<Message> sendEcho;
    private final Runnable unanswered;

    private long heardNanos;
    private Optional<String> awaitedStan = Optional.empty();
    private long timer;

    /**
     * @param sendEcho sends an echo and returns it
     * @param unanswered called when it was not answered in time; closes the connection
     */
    IdleEcho(
            Vertx vertx,
            LongSupplier nanos,
            LinkLimits limits,
            Supplier<Message> sendEcho,
            Runnable unanswered) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.limits = limits;
        this.sendEcho = sendEcho;
        this.unanswered = unanswered;
        this.heardNanos = nanos.getAsLong();
    }

    void start() {
        after(limits.echoInterval(), this::askIfQuiet);
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** Something arrived, of any kind. */
    void heard(long arrivedNanos) {
        heardNanos = arrivedNanos;
    }

    /** Whether this 0810 answers the echo that is out, which ends the wait for it. */
    boolean isAnsweredBy(Message response) {
        if (awaitedStan.isEmpty() || !response.text(STAN).equals(awaitedStan)) {
            return false;
        }
        awaitedStan = Optional.empty();
        stop();
        start();
        return true;
    }

    private void askIfQuiet() {
        Duration quiet = Duration.ofNanos(nanos.getAsLong() - heardNanos);
        if (quiet.compareTo(limits.echoInterval()) < 0) {
            after(limits.echoInterval().minus(quiet), this::askIfQuiet);
            return;
        }
        awaitedStan = sendEcho.get().text(STAN);
        after(limits.echoLimit(), unanswered);
    }

    private void after(Duration delay, Runnable then) {
        timer = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> then.run());
    }
}
