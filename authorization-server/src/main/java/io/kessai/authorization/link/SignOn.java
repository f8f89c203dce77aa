package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Our own sign-on (0800/001) on a connection that we have opened: accepted by an 0810 with DE39 00
 * within the limit. Event loop only.
 */
final class SignOn {
    private static final int STAN = 11;
    private static final int RESPONSE_CODE = 39;
    private static final String ACCEPTED = "00";

    private final Vertx vertx;
    private final Supplier<Message> sendSignOn;
    private final Runnable accepted;
    private final Consumer<CloseReason> failed;

    private Optional<String> awaitedStan = Optional.empty();
    private boolean isAccepted;
    private long timer;

    /**
     * @param sendSignOn sends a sign-on and returns it
     * @param accepted called when the network has accepted it
     * @param failed called when it has not, with the reason; closes the connection
     */
    SignOn(
            Vertx vertx,
            Supplier<Message> sendSignOn,
            Runnable accepted,
            Consumer<CloseReason> failed) {
        this.vertx = vertx;
        this.sendSignOn = sendSignOn;
        this.accepted = accepted;
        this.failed = failed;
    }

    void start(Duration limit) {
        awaitedStan = sendSignOn.get().text(STAN);
        timer =
                vertx.setTimer(
                        Math.max(1, limit.toMillis()),
                        _ -> failed.accept(CloseReason.SIGN_ON_UNANSWERED));
    }

    /** Gives up waiting for the answer. */
    void stop() {
        awaitedStan = Optional.empty();
        vertx.cancelTimer(timer);
    }

    /** Whether the network has accepted it, ever. */
    boolean isAccepted() {
        return isAccepted;
    }

    /** Whether this 0810 answers the sign-on that is out, which ends the wait for it. */
    boolean isAnsweredBy(Message response) {
        if (awaitedStan.isEmpty() || !response.text(STAN).equals(awaitedStan)) {
            return false;
        }
        stop();
        if (response.text(RESPONSE_CODE).filter(ACCEPTED::equals).isPresent()) {
            isAccepted = true;
            accepted.run();
        } else {
            failed.accept(CloseReason.SIGN_ON_REFUSED);
        }
        return true;
    }
}
