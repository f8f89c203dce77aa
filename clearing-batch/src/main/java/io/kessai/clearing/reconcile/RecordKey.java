package io.kessai.clearing.reconcile;

import io.kessai.domain.PanToken;
import io.kessai.domain.clearing.RecordKind;

/**
 * What makes two records the same record (specification D3); the reversal flag is part of the kind.
 * The network is not: records of different networks are never compared.
 *
 * @param token of the PAN, {@link PanToken#NONE} without one
 * @param reference hash of network, token and ARN; 0 without an ARN
 * @param arn as sent
 * @param typeCode MTI and function code, or TC and usage
 * @param amount in the transaction currency, minor units
 * @param currency ISO 4217 numeric
 * @param sequenceNumber nn of "nn of mm"
 */
record RecordKey(
        PanToken token,
        long reference,
        String arn,
        RecordKind kind,
        String typeCode,
        long amount,
        int currency,
        int sequenceNumber) {

    /** Whether both carry the same ARN of the same card. The hash alone proves nothing. */
    boolean sharesReferenceWith(RecordKey other) {
        return reference != 0
                && reference == other.reference
                && token.equals(other.token)
                && arn.equals(other.arn);
    }

    /** Whether a reversal of this kind undoes exactly that. */
    boolean hasTheSizeOf(RecordKey other) {
        return amount == other.amount
                && currency == other.currency
                && sequenceNumber == other.sequenceNumber;
    }
}
