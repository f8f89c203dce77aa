package io.kessai.domain;

/**
 * The stable names of what people's programs can be refused or fail with.
 *
 * <p>A public contract: number and name never change their meaning and are never used again;
 * ErrorCodeTest pins them. The hundreds group them: 1 the request, 2 what it names, 3 business
 * rules, 5 operation.
 */
public enum ErrorCode {
    /** A field of the request is missing or wrong; the message names it. */
    REQUEST_INVALID(101, false),
    /** The request_id was used before with other content. */
    REQUEST_ID_REUSED(102, false),

    ACCOUNT_NOT_FOUND(201, false),
    CARD_NOT_FOUND(202, false),
    AUTHORIZATION_NOT_FOUND(203, false),
    /** The card number is issued already. */
    CARD_EXISTS(204, false),
    CLEARING_FILE_NOT_FOUND(205, false),
    CLEARING_EXCEPTION_NOT_FOUND(206, false),

    /** The account is closed: it takes no cards and no credit limit. */
    ACCOUNT_CLOSED(301, false),
    /** The amount is in another currency than the account. */
    CURRENCY_MISMATCH(302, false),
    /** A card never leaves this state, or never enters the asked one. */
    STATUS_CHANGE_REFUSED(303, false),
    /** Every card number of the product's range is issued. */
    PAN_RANGE_EXHAUSTED(304, false),
    /** The balance would leave what can be counted. */
    AMOUNT_OUT_OF_RANGE(305, false),
    /** A clearing file was refused whole; the message says why. */
    CLEARING_FILE_REFUSED(306, false),
    /** A stage was asked for before the one it builds on was done. */
    STEP_OUT_OF_ORDER(307, false),
    /** Money moves only when a second person agrees. */
    SECOND_PERSON_NEEDED(308, false),
    /** The exception is resolved already, or waits for its checker. */
    CLEARING_EXCEPTION_CLOSED(309, false),
    /** The controls have another version by now than the caller has seen. */
    CONTROLS_CHANGED(310, false),
    /** Events after the position of a watcher are no longer kept. */
    POSITION_OUTDATED(311, false),

    /** The database cannot be reached or does not answer in time. */
    STORE_UNAVAILABLE(501, true),
    /** Another transaction was in the way for too long. */
    STORE_BUSY(502, true),
    VAULT_KEY_UNKNOWN(503, false),
    VAULT_CONTENT_CHANGED(504, false),
    /** The database's schema is older than this program. */
    SCHEMA_OUTDATED(505, false),
    /** The profile does not allow to start with this configuration. */
    CONFIGURATION_REFUSED(506, false),
    /** Another process is doing this step. */
    STEP_RUNNING(507, true),
    /** The inbox, the archive or the report store cannot be read or written. */
    FILE_STORE_UNAVAILABLE(508, true),
    /** The server has as many watchers as it takes. */
    TOO_MANY_WATCHERS(509, true),
    /** The service that executes the state machine cannot be reached, or refuses. */
    WORKFLOW_UNAVAILABLE(510, true),
    /** A bug of ours. */
    SYSTEM_MALFUNCTION(599, false);

    private final int number;
    private final boolean retryable;

    ErrorCode(int number, boolean retryable) {
        this.number = number;
        this.retryable = retryable;
    }

    /** Stable, unique, three digits. */
    public int number() {
        return number;
    }

    /** Whether the same call, unchanged, may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }
}
