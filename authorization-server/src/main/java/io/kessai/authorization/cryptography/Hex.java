package io.kessai.authorization.cryptography;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes and the digits they are written with. */
final class Hex {

    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private Hex() {}

    /** Upper case. */
    static String of(byte[] bytes) {
        return UPPER.formatHex(bytes);
    }

    /**
     * @throws IllegalArgumentException unless the text is an even number of hex digits
     */
    static byte[] bytes(String hex) {
        return UPPER.parseHex(hex);
    }

    /** Each byte of the first with the one of the second, which is as long. */
    static byte[] xor(byte[] first, byte[] second) {
        byte[] mixed = new byte[first.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (first[i] ^ second[i]);
        }
        return mixed;
    }

    /** One behind the other. */
    static byte[] join(byte[]... parts) {
        byte[] joined = new byte[0];
        for (byte[] part : parts) {
            int end = joined.length;
            joined = Arrays.copyOf(joined, end + part.length);
            System.arraycopy(part, 0, joined, end, part.length);
        }
        return joined;
    }

    /** The decimal digits in hex; behind them, where they are too few, A to F as 0 to 5. */
    static String decimalized(byte[] bytes, int count) {
        StringBuilder digits = new StringBuilder();
        StringBuilder letters = new StringBuilder();
        for (char nibble : of(bytes).toCharArray()) {
            if (nibble <= '9') {
                digits.append(nibble);
            } else {
                letters.append((char) (nibble - 'A' + '0'));
            }
        }
        return digits.append(letters).substring(0, count);
    }

    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Compares in a time that does not tell where they differ. */
    static boolean same(String first, String second) {
        return MessageDigest.isEqual(
                first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
    }
}
