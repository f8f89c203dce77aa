package io.kessai.clearing.command;

import io.kessai.clearing.command.Setbacks.Setback;
import io.kessai.clearing.run.Failures;
import java.util.List;

/** Parts of the work failed, each for a reason of its own; everything else was done. */
final class NotAllDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Setback> setbacks;
    private final boolean isRetryable;

    /**
     * @param setbacks at least one
     * @param isRetryable whether nothing of a stage got through, and all may when called again
     */
    NotAllDone(List<Setback> setbacks, boolean isRetryable) {
        super(message(setbacks), setbacks.getFirst().cause());
        this.setbacks = List.copyOf(setbacks);
        this.isRetryable = isRetryable;
    }

    /** One line. */
    private static String message(List<Setback> setbacks) {
        Setback first = setbacks.getFirst();
        String more = setbacks.size() == 1 ? "" : " (and %d more)".formatted(setbacks.size() - 1);
        return first.what() + ": " + Failures.firstLine(first.cause()) + more;
    }

    List<Setback> setbacks() {
        return setbacks;
    }

    boolean isRetryable() {
        return isRetryable;
    }
}
