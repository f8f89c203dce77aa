package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.domain.MessageKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
     * @param arrivedAt kept to the microsecond, as the database does: each row of it, what was
     *     counted on which day, and a replay then say the same moment
     * @param deadlineNanos {@link System#nanoTime} after which the sender no longer waits
     * @param onAnswer called once, on any thread, must not block
     */
    public Submission(
            AuthorizationRequest request,
            Instant arrivedAt,
            long deadlineNanos,
            Consumer<Answer> onAnswer) {
        this.request = request;
        this.arrivedAt = arrivedAt.truncatedTo(ChronoUnit.MICROS);
        this.deadlineNanos = deadlineNanos;
        this.onAnswer = onAnswer;
    }

    public AuthorizationRequest request() {
        return request;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    /** Whether {@code repeat} may be this message with another DE7, as some senders restamp it. */
    boolean isSentAgainAs(Submission repeat) {
        AuthorizationRequest other = repeat.request;
        MessageKey key = request.key();
        return key.sentAt(other.key().transmission(), other.key().transmittedOn())
                        .equals(other.key())
                && request.card().equals(other.card())
                && request.payment().processingCode().equals(other.payment().processingCode())
                && request.payment().amount().equals(other.payment().amount());
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
