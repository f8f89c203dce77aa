package io.kessai.local.proofs;

/**
 * PINs on their way, and what they are compared with.
 *
 * <p>Sources: ISO 9564-1 (format 0); IBM z/OS ICSF, "Visa PIN algorithms" (PVV).
 */
final class Pins {
    static final int DIGITS = 4;

    private static final int FIELD = 16;
    private static final int PVV_PAN_DIGITS = 11;
    private static final int BLOCK_PAN_DIGITS = 12;
    private static final int PIN_FROM = 2;

    private Pins() {}

    /**
     * The PIN verification value, four digits.
     *
     * @param keyIndex one digit
     * @param pin four digits
     */
    static String verificationValue(TripleDes key, String pan, String keyIndex, String pin) {
        return TripleDes.decimal(
                key.encrypt(withoutCheckDigit(pan, PVV_PAN_DIGITS) + keyIndex + pin), DIGITS);
    }

    /** Format 0, encrypted: 16 hex digits. */
    static String block(TripleDes key, String pan, String pin) {
        String field = "0" + DIGITS + pin;
        String filled = field + "F".repeat(FIELD - field.length());
        return key.encrypt(TripleDes.xor(filled, account(pan)));
    }

    /** The PIN of four digits in a block of format 0. */
    static String in(TripleDes key, String pan, String block) {
        String clear = TripleDes.xor(key.decrypt(block), account(pan));
        return clear.substring(PIN_FROM, PIN_FROM + DIGITS);
    }

    private static String account(String pan) {
        return "0000" + withoutCheckDigit(pan, BLOCK_PAN_DIGITS);
    }

    /** The last digits before the check digit. */
    private static String withoutCheckDigit(String pan, int count) {
        int end = pan.length() - 1;
        return pan.substring(end - count, end);
    }
}
