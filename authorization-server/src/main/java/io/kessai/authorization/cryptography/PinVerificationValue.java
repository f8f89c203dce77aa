package io.kessai.authorization.cryptography;

/**
 * The PIN verification value (PVV).
 *
 * <p>Source: IBM z/OS ICSF, "Visa PIN algorithms": eleven digits of the card number, the key index
 * and the first four of the PIN, encrypted; of the result the decimal digits.
 */
final class PinVerificationValue {

    static final int DIGITS = 4;

    private static final int PAN_DIGITS = 11;

    private PinVerificationValue() {}

    /**
     * Four digits.
     *
     * @param keyIndex 0 to 9, names the pair of keys where an issuer has several
     * @param pin four digits or more, of which four count
     */
    static String of(DesKey key, String pan, int keyIndex, String pin) {
        int end = pan.length() - 1;
        String input = pan.substring(end - PAN_DIGITS, end) + keyIndex + pin.substring(0, DIGITS);
        return Hex.decimalized(key.encrypt(Hex.bytes(input)), DIGITS);
    }
}
