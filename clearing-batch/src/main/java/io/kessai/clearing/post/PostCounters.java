package io.kessai.clearing.post;

import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import java.util.Map;

/**
 * What one run of {@code post} did. Nothing is counted twice over several runs of a file.
 *
 * @param outcomes records by what came of them; words that did not occur are left out
 * @param exceptions raised, by kind
 * @param transactions committed
 * @param deadlocks transactions run again after one
 * @param lockTimeouts transactions run again because a lock was not free in time
 * @param conflicts transactions run again because another runner was first
 */
public record PostCounters(
        Map<Outcome, Long> outcomes,
        Map<ExceptionKind, Long> exceptions,
        long transactions,
        long deadlocks,
        long lockTimeouts,
        long conflicts) {

    public PostCounters {
        outcomes = Map.copyOf(outcomes);
        exceptions = Map.copyOf(exceptions);
    }

    /** Records that got their outcome. */
    public long records() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }
}
