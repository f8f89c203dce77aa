package io.kessai.clearing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * A run of a business date as its rows have it.
 *
 * @param kind a step's word, {@code nightly} or {@code replay}
 */
record RunFacts(
        String kind, LocalDate businessDate, List<AttemptFacts> attempts, List<StepFacts> steps) {

    /**
     * One try of it.
     *
     * @param status {@code running}, {@code done} or {@code failed}
     * @param millis how long it took, or has taken until now
     */
    record AttemptFacts(
            long id,
            String status,
            Instant startedAt,
            long millis,
            String startedBy,
            String runner,
            String why,
            String failure) {}

    /**
     * A step of a try.
     *
     * @param position how far it got, of records, accounts or files
     * @param counters as JSON
     */
    record StepFacts(
            long attempt,
            String step,
            OptionalLong file,
            String shard,
            String status,
            long position,
            long millis,
            String counters,
            String failure) {}

    /** The files its steps worked on, each once, in the order of their ids. */
    List<Long> files() {
        return steps.stream()
                .flatMapToLong(step -> step.file().stream())
                .sorted()
                .distinct()
                .boxed()
                .toList();
    }
}
