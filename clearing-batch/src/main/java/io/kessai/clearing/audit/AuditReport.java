package io.kessai.clearing.audit;

import io.kessai.clearing.audit.CheckResult.Status;
import java.time.Instant;
import java.util.List;

/**
 * Everything an audit found, in the order of {@link Checks}.
 *
 * @param database the audited database, without its parameters
 * @param snapshotAt when the snapshot was taken, by the server's clock
 */
record AuditReport(String database, Instant snapshotAt, List<CheckResult> results) {

    AuditReport {
        results = List.copyOf(results);
    }

    /** Whether nothing that was looked at breaks an invariant. */
    boolean isClean() {
        return results.stream().noneMatch(result -> result.status() == Status.BROKEN);
    }

    /** How many checks ended so. */
    long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
