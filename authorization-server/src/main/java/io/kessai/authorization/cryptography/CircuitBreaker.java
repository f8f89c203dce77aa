package io.kessai.authorization.cryptography;

/**
 * Stops calling what keeps failing, and tries it again after a pause with one call.
 *
 * <p>Time is an input. Thread-safe. Specification: CircuitBreakerTest.
 */
final class CircuitBreaker {

    /** Whether calls are let through. */
    enum State {
        /** All of them. */
        CLOSED,
        /** None, until the pause is over. */
        OPEN,
        /** One, whose outcome decides. */
        TRYING
    }

    private final int failuresMax;
    private final long pauseNanos;

    private State state = State.CLOSED;
    private int failures;
    private long openedNanos;

    /**
     * @param failuresMax in a row, of which the last opens it
     * @param pauseNanos from then, or from when the trial was let through
     */
    CircuitBreaker(int failuresMax, long pauseNanos) {
        this.failuresMax = failuresMax;
        this.pauseNanos = pauseNanos;
    }

    /**
     * Whether a call may be made; its outcome is to be told. A trial that never tells its outcome
     * is followed by another after the pause.
     */
    synchronized boolean admits(long nowNanos) {
        return switch (state) {
            case CLOSED -> true;
            case OPEN, TRYING -> {
                boolean isOver = nowNanos - openedNanos >= pauseNanos;
                if (isOver) {
                    state = State.TRYING;
                    openedNanos = nowNanos;
                }
                yield isOver;
            }
        };
    }

    /** A call was answered. Whether the breaker closed by it. */
    synchronized boolean succeeded() {
        boolean closes = state == State.TRYING;
        if (state != State.OPEN) {
            state = State.CLOSED;
            failures = 0;
        }
        return closes;
    }

    /** A call failed. Whether the breaker opened by it. */
    synchronized boolean failed(long nowNanos) {
        failures++;
        boolean opens = state == State.TRYING || (state == State.CLOSED && failures >= failuresMax);
        if (opens) {
            state = State.OPEN;
            openedNanos = nowNanos;
        }
        return opens;
    }

    synchronized State state() {
        return state;
    }
}
