package io.kessai.local.proofs;

/**
 * The card verification value, in its three places: on the stripe, in the chip's image of it, and
 * printed on the card.
 *
 * <p>Source: IBM z/OS ICSF, "VISA CVV service generate".
 */
final class CardValues {

    /** In the place of the service code, for the value that the chip tells (iCVV). */
    static final String OF_CHIP = "999";

    /** In the place of the service code, for the value printed on the card (CVV2). */
    static final String PRINTED = "000";

    private static final int DIGITS = 3;
    private static final int BLOCK = 16;

    private CardValues() {}

    /**
     * Three digits.
     *
     * @param keys key A, then key B
     * @param expiry YYMM
     * @param service three digits
     */
    static String of(TripleDes keys, String pan, String expiry, String service) {
        String digits = pan + expiry + service;
        String filled = digits + "0".repeat(2 * BLOCK - digits.length());
        String first = keys.encryptLeft(filled.substring(0, BLOCK));
        String mixed = TripleDes.xor(first, filled.substring(BLOCK));
        return TripleDes.decimal(keys.encrypt(mixed), DIGITS);
    }
}
