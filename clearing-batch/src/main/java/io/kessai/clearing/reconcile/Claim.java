package io.kessai.clearing.reconcile;

/**
 * A presentment that was matched with an authorization before.
 *
 * @param reference hash of network, PAN token and ARN; 0 without an ARN
 * @param sequenceNumber nn of "nn of mm", 0 where not announced
 * @param sequenceCount mm
 * @param amount in minor units of {@code currency}, as sent
 * @param currency ISO 4217 numeric
 * @param isFinal whether no further clearing is to follow it
 */
record Claim(
        long reference,
        int sequenceNumber,
        int sequenceCount,
        long amount,
        int currency,
        boolean isFinal) {

    /** What this record claims of the authorization it is matched with. */
    static Claim of(RecordFacts record) {
        return new Claim(
                record.key().reference(),
                record.key().sequenceNumber(),
                record.sequenceCount(),
                record.key().amount(),
                record.key().currency(),
                record.isFinal());
    }

    /** Whether the record presents again what this claim presented: reversed in between. */
    boolean isPresentedAgainBy(RecordFacts record) {
        return reference != 0
                && reference == record.key().reference()
                && sequenceNumber == record.key().sequenceNumber();
    }

    /** Whether the record is one more clearing of the same authorization, announced as such. */
    boolean allowsAnother(RecordFacts record) {
        if (isPresentedAgainBy(record)) {
            return true;
        }
        return record.sequenceCount() > 1
                ? sequenceCount == record.sequenceCount()
                        && sequenceNumber != record.key().sequenceNumber()
                : sequenceCount <= 1 && !isFinal;
    }
}
