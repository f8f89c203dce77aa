package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.Verdict;
import java.util.Map;

/**
 * What one run wrote: only the records that had no match yet.
 *
 * @param byVerdict rows written by verdict; a verdict that did not occur is absent
 * @param byLevel rows with an authorization by level, 1 to 4; a level that did not occur is absent
 */
public record ReconcileResult(
        long fileId,
        int shard,
        int shards,
        Map<Verdict, Long> byVerdict,
        Map<Integer, Long> byLevel) {

    public ReconcileResult {
        byVerdict = Map.copyOf(byVerdict);
        byLevel = Map.copyOf(byLevel);
    }

    /** Rows written. */
    public long written() {
        return byVerdict.values().stream().mapToLong(Long::longValue).sum();
    }
}
