package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Message;

/** How the card number got into the terminal, as far as its proofs depend on it (DE22). */
enum EntryMode {
    /** By hand, by the cardholder or the merchant, or from a file. */
    NOT_READ,
    STRIPE,
    CHIP,
    /** A stripe's image made up by a contactless card, with a value that changes. */
    CONTACTLESS_STRIPE,
    UNKNOWN;

    private static final int DIGITS_1993 = 12;
    private static final int INPUT_MODE_1993 = 6;

    /** Digits 1 and 2 in 1987, position 7 in 1993. */
    static EntryMode of(Message message) {
        String sent = message.text(22).orElse("");
        if (sent.length() == DIGITS_1993) {
            return of1993(sent.charAt(INPUT_MODE_1993));
        }
        return sent.length() < 2 ? UNKNOWN : of1987(sent.substring(0, 2));
    }

    private static EntryMode of1987(String mode) {
        return switch (mode) {
            case "01", "10", "81" -> NOT_READ;
            case "02", "80", "90" -> STRIPE;
            case "05", "07", "95" -> CHIP;
            case "91" -> CONTACTLESS_STRIPE;
            default -> UNKNOWN;
        };
    }

    private static EntryMode of1993(char mode) {
        return switch (mode) {
            case '1', '6' -> NOT_READ;
            case '2' -> STRIPE;
            case '5' -> CHIP;
            default -> UNKNOWN;
        };
    }
}
