package io.kessai.authorization.cryptography;

import java.util.Arrays;

/**
 * The card verification value: CVV, CVV2, iCVV and, with other inputs, CAVV.
 *
 * <p>Source: IBM z/OS ICSF, "VISA CVV service generate" (card verification value method): the
 * number, the date and the service code, encrypted under key A, then mixed and encrypted under A,
 * decrypted under B and encrypted under A; of the result the decimal digits.
 */
final class CardVerificationValue {

    /** Stands in for the service code in CVV2, the value printed on the card. */
    static final String PRINTED_SERVICE = "000";

    /** Stands in for the service code in iCVV, the value in a chip's image of track 2. */
    static final String CHIP_SERVICE = "999";

    private static final int DIGITS = 3;
    private static final int INPUT_DIGITS = 32;

    private CardVerificationValue() {}

    /**
     * Three digits.
     *
     * @param keys key A, then key B
     * @param pan 13 to 19 digits
     * @param date four digits, YYMM but in a CAVV
     * @param service three digits
     */
    static String of(DesKey keys, String pan, String date, String service) {
        String digits = pan + date + service;
        byte[] input = Hex.bytes(digits + "0".repeat(INPUT_DIGITS - digits.length()));
        byte[] first = keys.encryptLeft(half(input, 0));
        return Hex.decimalized(keys.encrypt(Hex.xor(first, half(input, 1))), DIGITS);
    }

    private static byte[] half(byte[] input, int which) {
        int from = which * DesKey.BLOCK;
        return Arrays.copyOfRange(input, from, from + DesKey.BLOCK);
    }
}
