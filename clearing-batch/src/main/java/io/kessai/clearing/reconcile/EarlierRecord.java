package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.Verdict;
import java.util.Optional;

/**
 * A record that has its verdict already and shares card and ARN with one that has not.
 *
 * @param presentment what it reverses, where its verdict is {@link Verdict#REVERSAL}
 */
record EarlierRecord(
        RecordPlace place, RecordKey key, Verdict verdict, Optional<RecordPlace> presentment) {}
