package io.kessai.authorization.cryptography;

import java.util.Arrays;

/**
 * The authorization response cryptogram, by which the card knows its issuer.
 *
 * <p>Source: EMV Book 2, section 8.2.
 */
final class Arpc {

    private static final int SHORT_BYTES = 4;

    private Arpc() {}

    /** Method 1, of a response code of two bytes: eight bytes. */
    static byte[] method1(DesKey key, byte[] arqc, byte[] responseCode) {
        return key.encrypt(Hex.xor(arqc, Arrays.copyOf(responseCode, DesKey.BLOCK)));
    }

    /** Method 2, of a card status update of four bytes: four bytes. */
    static byte[] method2(DesKey key, byte[] arqc, byte[] statusUpdate) {
        byte[] padded = Padding.ONE_AND_ZEROS.applied(Hex.join(arqc, statusUpdate));
        return Arrays.copyOf(key.mac(padded), SHORT_BYTES);
    }
}
