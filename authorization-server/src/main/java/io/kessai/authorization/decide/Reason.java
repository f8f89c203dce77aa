package io.kessai.authorization.decide;

/**
 * Why a message is answered as it is. Declines stand in their order of precedence: the first that
 * applies is the answer. {@code reply} maps each to a network's response code.
 */
public enum Reason {
    APPROVED(Outcome.APPROVES),
    PARTIALLY_APPROVED(Outcome.APPROVES),
    /** Purchase approved, its cashback not. */
    PURCHASE_WITHOUT_CASH(Outcome.APPROVES),
    /** Account verification: every check but funds passed. */
    VERIFIED(Outcome.ACCEPTS),
    /** An advice or reversal was understood. */
    ACCEPTED(Outcome.ACCEPTS),
    /** A reversal whose original is not here (yet). */
    ORIGINAL_UNKNOWN(Outcome.DECLINES),

    FORMAT_ERROR(Outcome.DECLINES),
    /** The key of another message, with another PAN or amount. */
    KEY_REUSED(Outcome.DECLINES),
    REVERSED_BEFORE_ARRIVAL(Outcome.DECLINES),
    TRANSACTION_NOT_SUPPORTED(Outcome.DECLINES),
    CARD_UNKNOWN(Outcome.DECLINES),
    CARD_STOLEN(Outcome.DECLINES),
    CARD_LOST(Outcome.DECLINES),
    CARD_CLOSED(Outcome.DECLINES),
    CARD_BLOCKED(Outcome.DECLINES),
    CARD_NOT_ACTIVATED(Outcome.DECLINES),
    CARD_PAUSED(Outcome.DECLINES),
    CARD_EXPIRED(Outcome.DECLINES),
    EXPIRY_MISMATCH(Outcome.DECLINES),
    ACCOUNT_CLOSED(Outcome.DECLINES),
    ACCOUNT_SUSPENDED(Outcome.DECLINES),
    CRYPTOGRAM_INVALID(Outcome.DECLINES),
    /** A chip's transaction counter was used before, or is too old to tell. */
    ATC_REPLAY(Outcome.DECLINES),
    /** The verification value of the track, or of a chip's image of it, is wrong. */
    TRACK_CVV_MISMATCH(Outcome.DECLINES),
    /** The verification value printed on the card is wrong. */
    CVV_MISMATCH(Outcome.DECLINES),
    CVV_REQUIRED(Outcome.DECLINES),
    CAVV_INVALID(Outcome.DECLINES),
    PIN_TRIES_EXCEEDED(Outcome.DECLINES),
    PIN_INCORRECT(Outcome.DECLINES),
    AMOUNT_INVALID(Outcome.DECLINES),
    CURRENCY_NOT_SUPPORTED(Outcome.DECLINES),
    /** An increment of an authorization that is not here, or no longer open. */
    ORIGINAL_NOT_FOUND(Outcome.DECLINES),
    MCC_NOT_ALLOWED(Outcome.DECLINES),
    MERCHANT_NOT_ALLOWED(Outcome.DECLINES),
    COUNTRY_NOT_ALLOWED(Outcome.DECLINES),
    /** The way the card was used, or how its number came into the terminal. */
    CHANNEL_NOT_ALLOWED(Outcome.DECLINES),
    LIMIT_PER_TRANSACTION(Outcome.DECLINES),
    LIMIT_AMOUNT(Outcome.DECLINES),
    LIMIT_COUNT(Outcome.DECLINES),
    INSUFFICIENT_FUNDS(Outcome.DECLINES),

    /** The deadline passed, or the approval could not be delivered. */
    LATE(Outcome.FAILS),
    OVERLOADED(Outcome.FAILS),
    STORE_UNAVAILABLE(Outcome.FAILS),
    /** Nobody can say in time whether what the message proves is right. */
    CRYPTOGRAPHY_UNAVAILABLE(Outcome.FAILS),
    LINK_NOT_SIGNED_ON(Outcome.FAILS),
    SYSTEM_MALFUNCTION(Outcome.FAILS);

    private enum Outcome {
        APPROVES,
        ACCEPTS,
        DECLINES,
        FAILS
    }

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Whether the cardholder was told yes to something that may hold money. */
    public boolean approves() {
        return outcome == Outcome.APPROVES;
    }

    /** Whether the request was refused on its merits. */
    public boolean declines() {
        return outcome == Outcome.DECLINES;
    }

    /** Whether no decision stands behind the answer. */
    public boolean isTechnical() {
        return outcome == Outcome.FAILS;
    }
}
