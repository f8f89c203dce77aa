package io.kessai.iso8583;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * EBCDIC as one byte of ISO 8859-1 each, both ways (code page 500, which agrees with 1047 on all
 * that messages use).
 */
final class Ebcdic {
    private static final byte[] TO_LATIN = toLatin();
    private static final byte[] FROM_LATIN = inverse(TO_LATIN);

    private Ebcdic() {}

    static byte[] toLatin(byte[] in, int from, int length) {
        return mapped(TO_LATIN, in, from, length);
    }

    static byte[] fromLatin(byte[] in) {
        return mapped(FROM_LATIN, in, 0, in.length);
    }

    static byte toLatin(byte character) {
        return TO_LATIN[character & 0xFF];
    }

    private static byte[] mapped(byte[] table, byte[] in, int from, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = table[in[from + i] & 0xFF];
        }
        return out;
    }

    private static byte[] toLatin() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String text = new String(all, Charset.forName("IBM500"));
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inverse(byte[] table) {
        byte[] inverse = new byte[256];
        for (int i = 0; i < table.length; i++) {
            inverse[table[i] & 0xFF] = (byte) i;
        }
        return inverse;
    }
}
