package io.kessai.authorization.decide;

/** What people have to look at; the message itself was answered. */
public enum ExceptionKind {
    /** A reversal whose hold clearing had taken already. */
    REVERSAL_AFTER_CLEARING,
    /** An advice for an authorization that was fully reversed. */
    ADVICE_AFTER_REVERSAL,
    /** An advice or reversal for a card nobody here issued. */
    CARD_UNKNOWN,
    /** An advice in a currency that cannot be held: no loaded rate counts. */
    CURRENCY_NOT_SUPPORTED,
    /** An advice of more than can be counted, at the loaded rate. */
    AMOUNT_OUT_OF_RANGE,
    /** An advice or reversal under the key of another message. */
    KEY_REUSED
}
