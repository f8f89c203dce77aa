package io.kessai.authorization.cryptography;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The keys of a chip: from the issuer's to the card's, from the card's to one transaction's.
 *
 * <p>Source: EMV Book 2, annex A1.3 (session keys) and A1.4 (master keys).
 */
final class ChipKeys {

    /** How the card's key is made of a number of more than 16 digits. */
    enum Derivation {
        /** Of its last digits. */
        OPTION_A,
        /** Of a hash of all of them. */
        OPTION_B
    }

    private static final int DATA_DIGITS = 16;
    private static final byte LEFT = (byte) 0xF0;
    private static final byte RIGHT = 0x0F;

    private ChipKeys() {}

    /**
     * The card's key.
     *
     * @param sequence two digits, 00 where the card has none
     */
    static DesKey ofCard(DesKey issuer, Derivation derivation, String pan, String sequence) {
        boolean hashes = derivation == Derivation.OPTION_B && pan.length() > DATA_DIGITS;
        byte[] data = Hex.bytes(hashes ? hashed(pan + sequence) : last(pan + sequence));
        byte[] inverted = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            inverted[i] = (byte) ~data[i];
        }
        return DesKey.of(issuer.encrypt(Hex.join(data, inverted)));
    }

    /**
     * The key of one transaction.
     *
     * @param diversifier eight bytes of which the third is replaced
     */
    static DesKey ofTransaction(DesKey card, byte[] diversifier) {
        byte[] left = diversifier.clone();
        byte[] right = diversifier.clone();
        left[2] = LEFT;
        right[2] = RIGHT;
        return DesKey.of(card.encrypt(Hex.join(left, right)));
    }

    private static String last(String digits) {
        String filled = "0".repeat(DATA_DIGITS) + digits;
        return filled.substring(filled.length() - DATA_DIGITS);
    }

    private static String hashed(String digits) {
        byte[] whole = Hex.bytes(digits.length() % 2 == 0 ? digits : "0" + digits);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(whole);
            return Hex.decimalized(hash, DATA_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
