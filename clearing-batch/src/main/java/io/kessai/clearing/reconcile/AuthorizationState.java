package io.kessai.clearing.reconcile;

/** What is left of an authorization, in the order in which clearing prefers them. */
enum AuthorizationState {
    /** Something remains held. */
    OPEN,
    /** Used up, expired, or of a kind that never holds: a credit, a single message. */
    CLOSED,
    /** Reversed in full. */
    REVERSED,
    /** Declined, or its approval was undone because it came too late. */
    DECLINED
}
