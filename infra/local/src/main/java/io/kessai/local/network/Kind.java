package io.kessai.local.network;

/** What a message of the day is, as the table at its end counts it. */
public enum Kind {
    PURCHASE,
    CASH,
    CASHBACK,
    REFUND,
    VERIFICATION,
    INQUIRY,
    ADVICE,
    /** 0200: posted at once. */
    FINANCIAL,
    /** 0220: posted already, alone or as the completion of an authorization. */
    FINANCIAL_ADVICE,
    /** 0100 that adds to an authorization. */
    INCREMENT,
    REVERSAL,
    REVERSAL_ADVICE,
    /** Marked as a repeat (xxx1). */
    REPEAT,
    /** The same bytes again, unmarked. */
    COPY,
    /** A key used before, with another amount. */
    REUSED_KEY,
    UNKNOWN_TYPE,
    /** Financial messages that a receiver cannot read or must refuse for their form. */
    MALFORMED,
    /** What must never be answered: responses, frames without a readable message. */
    UNANSWERABLE,
    ECHO,
    /** The network brings a key for PIN blocks (0800, DE70 101 or 161), or tries to. */
    KEY_CHANGE,
    /** The network's business day has ended (0800, DE70 201). */
    CUTOVER,
    /** 0620: something the network tells, and again. */
    ADMINISTRATIVE,
    /** 0302: the network blocks a card. */
    CARD_BLOCK
}
