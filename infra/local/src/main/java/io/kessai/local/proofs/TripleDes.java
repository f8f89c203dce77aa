package io.kessai.local.proofs;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A DES key of double length. Immutable and thread-safe. */
final class TripleDes {
    private static final String EACH_BLOCK_ALONE = "/ECB/NoPadding";
    private static final int BLOCK = 8;
    private static final int CHECK_VALUE_DIGITS = 6;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final SecretKeySpec whole;
    private final SecretKeySpec left;

    private TripleDes(byte[] key) {
        byte[] three = Arrays.copyOf(key, 3 * BLOCK);
        System.arraycopy(key, 0, three, 2 * BLOCK, BLOCK);
        this.whole = new SecretKeySpec(three, "DESede");
        this.left = new SecretKeySpec(key, 0, BLOCK, "DES");
    }

    /**
     * @param hex 32 digits
     */
    static TripleDes of(String hex) {
        return new TripleDes(HEX.parseHex(hex));
    }

    /** Encrypts each block of eight bytes on its own; hex in and out. */
    String encrypt(String blocks) {
        return apply(Cipher.ENCRYPT_MODE, whole, blocks);
    }

    /** Decrypts each block of eight bytes on its own; hex in and out. */
    String decrypt(String blocks) {
        return apply(Cipher.DECRYPT_MODE, whole, blocks);
    }

    /** Single DES under the left half. */
    String encryptLeft(String blocks) {
        return apply(Cipher.ENCRYPT_MODE, left, blocks);
    }

    /** MAC algorithm 3 of ISO/IEC 9797-1 over whole blocks: 16 hex digits. */
    String mac(String blocks) {
        int digits = 2 * BLOCK;
        String chained = "0".repeat(digits);
        for (int from = 0; from < blocks.length(); from += digits) {
            String mixed = xor(chained, blocks.substring(from, from + digits));
            boolean isLast = from + digits == blocks.length();
            chained = isLast ? encrypt(mixed) : encryptLeft(mixed);
        }
        return chained;
    }

    /** The first bytes of a block of zeros (ANSI X9.24-1): six hex digits. */
    String checkValue() {
        return encrypt("0".repeat(2 * BLOCK)).substring(0, CHECK_VALUE_DIGITS);
    }

    /** Of two hex texts of the same length. */
    static String xor(String one, String other) {
        byte[] mixed = HEX.parseHex(one);
        byte[] with = HEX.parseHex(other);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= with[i];
        }
        return HEX.formatHex(mixed);
    }

    /**
     * The first decimal digits of a hex text: its digits as they come, then its letters with A as 0
     * to F as 5.
     */
    static String decimal(String hex, int count) {
        StringBuilder found = new StringBuilder(hex.replaceAll("[A-F]", ""));
        hex.toUpperCase(Locale.ROOT)
                .chars()
                .filter(c -> c >= 'A')
                .forEach(c -> found.append(c - 'A'));
        return found.substring(0, count);
    }

    private static String apply(int mode, SecretKeySpec key, String blocks) {
        try {
            Cipher cipher = Cipher.getInstance(key.getAlgorithm() + EACH_BLOCK_ALONE);
            cipher.init(mode, key);
            return HEX.formatHex(cipher.doFinal(HEX.parseHex(blocks)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("DES of whole blocks cannot fail", e);
        }
    }
}
