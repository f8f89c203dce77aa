package io.kessai.authorization.reply;

import io.kessai.authorization.decide.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The response code (DE39) that a network is given for each reason. The one place where our reasons
 * become the network's codes.
 */
public final class ResponseCodes {

    /** What says yes, and has an action code of 1993 that says yes too. */
    private static final List<String> WHOLE = List.of("00", "08", "11", "85");

    /** The same to less than was asked for. */
    private static final List<String> PART = List.of("10", "87");

    /** Whatever a network may read as a yes: 16 has no action code of its own. */
    private static final List<String> YES = List.of("00", "08", "10", "11", "16", "85", "87");

    private final Map<Reason, String> exceptions;

    private ResponseCodes(Map<Reason, String> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
    }

    /** ISO 8583:1987 as most networks use it. */
    public static ResponseCodes generic() {
        return new ResponseCodes(Map.of());
    }

    /** The generic codes but for these. */
    public static ResponseCodes genericExcept(Map<Reason, String> exceptions) {
        return new ResponseCodes(exceptions);
    }

    /**
     * Why a network may not be given this code for this reason. A refusal must not read as an
     * approval, which would have no hold, nor an approval as a refusal, whose hold would stay, nor
     * a part as the whole. Only a reversal without an original may be told yes or no: it changes
     * nothing.
     *
     * @return the rule and what to write instead; empty when it may
     */
    public static Optional<String> fault(Reason reason, String code) {
        boolean isYes = !reason.declines() && !reason.isTechnical();
        if (isYes) {
            List<String> allowed = isPart(reason) ? PART : WHOLE;
            return Optional.of(reason + " says yes: its code must be one of " + allowed)
                    .filter(_ -> !allowed.contains(code));
        }
        return Optional.of(reason + " says no: its code must be none of " + YES)
                .filter(_ -> YES.contains(code) && reason != Reason.ORIGINAL_UNKNOWN);
    }

    private static boolean isPart(Reason reason) {
        return reason == Reason.PARTIALLY_APPROVED || reason == Reason.PURCHASE_WITHOUT_CASH;
    }

    /** Two characters. */
    public String of(Reason reason) {
        String exception = exceptions.get(reason);
        return exception == null ? generic(reason) : exception;
    }

    private static String generic(Reason reason) {
        return switch (reason) {
            case APPROVED, ACCEPTED -> "00";
            case REVERSED_BEFORE_ARRIVAL,
                    ORIGINAL_NOT_FOUND,
                    CRYPTOGRAM_INVALID,
                    ATC_REPLAY,
                    CAVV_INVALID ->
                    "05";
            case PARTIALLY_APPROVED -> "10";
            case TRANSACTION_NOT_SUPPORTED, CURRENCY_NOT_SUPPORTED -> "12";
            case AMOUNT_INVALID -> "13";
            case CARD_UNKNOWN, CARD_CLOSED -> "14";
            case ORIGINAL_UNKNOWN -> "25";
            case FORMAT_ERROR -> "30";
            case CARD_LOST -> "41";
            case CARD_STOLEN -> "43";
            case INSUFFICIENT_FUNDS -> "51";
            case CARD_EXPIRED, EXPIRY_MISMATCH -> "54";
            case PIN_INCORRECT -> "55";
            case MCC_NOT_ALLOWED, MERCHANT_NOT_ALLOWED, COUNTRY_NOT_ALLOWED -> "57";
            case CHANNEL_NOT_ALLOWED -> "58";
            case LIMIT_PER_TRANSACTION, LIMIT_AMOUNT -> "61";
            case CARD_BLOCKED, CARD_PAUSED, ACCOUNT_SUSPENDED -> "62";
            case LIMIT_COUNT -> "65";
            case PIN_TRIES_EXCEEDED -> "75";
            case CARD_NOT_ACTIVATED, ACCOUNT_CLOSED -> "78";
            case TRACK_CVV_MISMATCH -> "82";
            case VERIFIED -> "85";
            case PURCHASE_WITHOUT_CASH -> "87";
            case LATE,
                    OVERLOADED,
                    STORE_UNAVAILABLE,
                    CRYPTOGRAPHY_UNAVAILABLE,
                    LINK_NOT_SIGNED_ON ->
                    "91";
            case KEY_REUSED -> "94";
            case SYSTEM_MALFUNCTION -> "96";
            case CVV_MISMATCH, CVV_REQUIRED -> "N7";
        };
    }
}
