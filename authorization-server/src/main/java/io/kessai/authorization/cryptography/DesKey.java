package io.kessai.authorization.cryptography;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A double-length DES key. Parity bits are not looked at. Immutable, thread-safe and never printed.
 */
final class DesKey {

    /** Bytes of a key. */
    static final int LENGTH = 16;

    /** Bytes of a block. */
    static final int BLOCK = 8;

    private static final int CHECK_VALUE_DIGITS = 6;

    private final SecretKeySpec whole;
    private final SecretKeySpec left;

    private DesKey(byte[] key) {
        byte[] leftHalf = Arrays.copyOf(key, BLOCK);
        this.whole = tripled(leftHalf, Arrays.copyOfRange(key, BLOCK, LENGTH));
        this.left = tripled(leftHalf, leftHalf);
    }

    /**
     * @throws IllegalArgumentException unless there are 16 bytes
     */
    static DesKey of(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a DES key of double length has 16 bytes");
        }
        return new DesKey(key);
    }

    /** Encrypts each block on its own. */
    byte[] encrypt(byte[] blocks) {
        return apply(Cipher.ENCRYPT_MODE, whole, blocks);
    }

    /** Decrypts each block on its own. */
    byte[] decrypt(byte[] blocks) {
        return apply(Cipher.DECRYPT_MODE, whole, blocks);
    }

    /** Single DES under the left half. */
    byte[] encryptLeft(byte[] blocks) {
        return apply(Cipher.ENCRYPT_MODE, left, blocks);
    }

    /** The eight bytes of MAC algorithm 3 of ISO/IEC 9797-1, of blocks that are padded already. */
    byte[] mac(byte[] blocks) {
        byte[] chained = new byte[BLOCK];
        for (int from = 0; from < blocks.length; from += BLOCK) {
            byte[] mixed = Hex.xor(chained, Arrays.copyOfRange(blocks, from, from + BLOCK));
            boolean isLast = from + BLOCK == blocks.length;
            chained = isLast ? encrypt(mixed) : encryptLeft(mixed);
        }
        return chained;
    }

    /** Six hex digits by which people know that they have the same key (ANSI X9.24-1). */
    String checkValue() {
        return checkValue(CHECK_VALUE_DIGITS);
    }

    /** As many hex digits of it, 16 at most. */
    String checkValue(int digits) {
        return Hex.of(encrypt(new byte[BLOCK])).substring(0, digits);
    }

    private static SecretKeySpec tripled(byte[] outer, byte[] inner) {
        byte[] three = Arrays.copyOf(outer, 3 * BLOCK);
        System.arraycopy(inner, 0, three, BLOCK, BLOCK);
        System.arraycopy(outer, 0, three, 2 * BLOCK, BLOCK);
        return new SecretKeySpec(three, "DESede");
    }

    private static byte[] apply(int mode, SecretKeySpec key, byte[] blocks) {
        try {
            Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("triple DES of whole blocks cannot fail", e);
        }
    }
}
