package io.kessai.authorization.cryptography;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** An AES key of 16, 24 or 32 bytes. Immutable, thread-safe and never printed. */
final class AesKey {

    /** Bytes of a block. */
    static final int BLOCK = 16;

    private static final int CHECK_VALUE_BYTES = 3;

    private final SecretKeySpec key;

    private AesKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * @throws IllegalArgumentException unless there are 16, 24 or 32 bytes
     */
    static AesKey of(byte[] key) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes");
        }
        return new AesKey(new SecretKeySpec(key, "AES"));
    }

    /** Encrypts one block. */
    byte[] encrypt(byte[] block) {
        return apply(Cipher.ENCRYPT_MODE, block);
    }

    /** Decrypts one block. */
    byte[] decrypt(byte[] block) {
        return apply(Cipher.DECRYPT_MODE, block);
    }

    /** The first six hex digits of an encrypted block of zeros. */
    String checkValue() {
        byte[] encrypted = encrypt(new byte[BLOCK]);
        return HexFormat.of().withUpperCase().formatHex(encrypted, 0, CHECK_VALUE_BYTES);
    }

    private byte[] apply(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES of one whole block cannot fail", e);
        }
    }
}
