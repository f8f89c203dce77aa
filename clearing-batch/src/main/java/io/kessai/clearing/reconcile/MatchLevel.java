package io.kessai.clearing.reconcile;

/** The four levels of matching, strongest first (specification C1). All of them ask for the PAN. */
enum MatchLevel {
    /** The network's transaction id; whatever the amount and however often it was cleared. */
    TRANSACTION_ID(1),
    /** Approval code, amount within tolerance, date. */
    APPROVAL_CODE(2),
    /** Merchant, its terminal or the retrieval reference, date. */
    TERMINAL(3),
    /** Merchant, amount within tolerance, a narrower date. */
    AMOUNT(4);

    private final int number;

    MatchLevel(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What an authorization must have equal to be looked at; empty where the record has none. */
    String key(RecordFacts record) {
        return switch (this) {
            case TRANSACTION_ID -> record.transactionId();
            case APPROVAL_CODE -> record.approvalCode();
            case TERMINAL, AMOUNT -> record.merchant();
        };
    }

    String key(Candidate candidate) {
        return switch (this) {
            case TRANSACTION_ID -> candidate.transactionId();
            case APPROVAL_CODE -> candidate.approvalCode();
            case TERMINAL, AMOUNT -> candidate.merchant();
        };
    }
}
