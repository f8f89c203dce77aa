package io.kessai.clearing.audit;

import io.kessai.clearing.audit.CheckResult.Status;
import java.util.ArrayList;
import java.util.List;

/** Collects what a check sees: counts everything, keeps the first few. For one thread. */
final class Findings {
    private final int limit;
    private final List<Finding> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long broken;

    /**
     * @param limit how many findings are kept, at least 1
     */
    Findings(int limit) {
        this.limit = limit;
    }

    void add(Finding finding) {
        broken++;
        if (kept.size() < limit) {
            kept.add(finding);
        }
    }

    void note(String note) {
        notes.add(note);
    }

    CheckResult result(Check check, long examined, String unit) {
        Status status = broken > 0 ? Status.BROKEN : Status.HOLDS;
        return new CheckResult(
                check.invariant(), check.rule(), status, examined, unit, broken, kept, notes);
    }
}
