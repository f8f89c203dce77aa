package io.kessai.clearing.reconcile;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import java.time.LocalDate;

/**
 * What matching knows of a record. Texts are without blanks around them, absent ones empty.
 *
 * @param accountId of the card, 0 where the card is unknown or there is none
 * @param cardId likewise
 * @param transactedOn local to the acceptor
 * @param sequenceCount mm of "nn of mm", 0 where not announced
 * @param hasProblem whether ingest found a field that cannot be right
 * @param transactionId as {@link TransactionId} reduces it
 */
record RecordFacts(
        RecordPlace place,
        CardNetwork network,
        long accountId,
        long cardId,
        RecordKey key,
        Direction direction,
        LocalDate transactedOn,
        int sequenceCount,
        boolean isFinal,
        boolean isCollectionOnly,
        boolean hasProblem,
        String transactionId,
        String approvalCode,
        String rrn,
        String terminal,
        String merchant,
        String mcc) {

    /** Whether it announces that others clear the same authorization too. */
    boolean isOneOfSeveral() {
        return sequenceCount > 1 || !isFinal;
    }
}
