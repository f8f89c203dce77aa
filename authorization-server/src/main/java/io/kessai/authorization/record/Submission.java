package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A message on its way through a lane. It is answered once, by whoever claims it first: the lane
 * that committed it, or the timer that found the database away.
 *
 * <p>Thread-safe.
 */
public final class Submission {

    private final AuthorizationRequest request;
    private final Instant arrivedAt;
    private final long deadlineNanos;
    private final Consumer<Answer> onAnswer;
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * @param deadlineNanos {@link System#nanoTime} after which the sender no longer waits
     * @param onAnswer called once, on any thread, must not block
     */
    public Submission(
            AuthorizationRequest request,
            Instant arrivedAt,
            long deadlineNanos,
            Consumer<Answer> onAnswer) {
        this.request = request;
        this.arrivedAt = arrivedAt;
        this.deadlineNanos = deadlineNanos;
        this.onAnswer = onAnswer;
    }

    public AuthorizationRequest request() {
        return request;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    boolean isPastDeadline(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** Gives the answer unless one was given; whether it was this one. */
    boolean answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        onAnswer.accept(answer);
        return true;
    }

    boolean isAnswered() {
        return answered.get();
    }
}
