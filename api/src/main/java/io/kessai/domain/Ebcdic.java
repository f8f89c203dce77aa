package io.kessai.domain;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Code page 500 and ISO 8859-1, byte by byte: each has every character of the other. Page 1047
 * agrees with it on all that messages use; 037 differs in brackets, exclamation mark, circumflex
 * and bar.
 */
public final class Ebcdic {
    /** The line end of EBCDIC; NEL where text was transferred from Unix. */
    public static final byte LF = 0x25;

    public static final byte NEL = 0x15;

    private static final byte[] TO_LATIN = new byte[256];
    private static final byte[] FROM_LATIN = new byte[256];

    static {
        Charset cp500 = Charset.forName("IBM500");
        for (int i = 0; i < 256; i++) {
            byte[] latin =
                    new String(new byte[] {(byte) i}, cp500).getBytes(StandardCharsets.ISO_8859_1);
            TO_LATIN[i] = latin[0];
        }
        // The JDK reads both as a line feed; code page 500 has them apart.
        TO_LATIN[LF] = '\n';
        TO_LATIN[NEL] = (byte) 0x85;
        for (int i = 0; i < 256; i++) {
            FROM_LATIN[TO_LATIN[i] & 0xFF] = (byte) i;
        }
    }

    private Ebcdic() {}

    /** Changes the bytes where they are. */
    public static void toLatin(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = TO_LATIN[bytes[i] & 0xFF];
        }
    }

    /** Changes the bytes where they are. */
    public static void fromLatin(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = FROM_LATIN[bytes[i] & 0xFF];
        }
    }

    public static byte toLatin(byte character) {
        return TO_LATIN[character & 0xFF];
    }

    public static byte fromLatin(byte character) {
        return FROM_LATIN[character & 0xFF];
    }
}
