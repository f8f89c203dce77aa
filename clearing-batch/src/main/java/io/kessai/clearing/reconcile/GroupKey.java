package io.kessai.clearing.reconcile;

/**
 * What is matched together: the records of one account; without an account, those of one ARN.
 *
 * @param strangerReference the reference of records without an account, else 0
 */
record GroupKey(long accountId, long strangerReference) {

    /** Whether its records have nothing to do with each other: neither account nor ARN. */
    boolean isUnrelated() {
        return accountId == 0 && strangerReference == 0;
    }
}
