package io.kessai.authorization.cryptography;

import java.util.Random;

/** What a terminal does: blocks with a PIN in them, encrypted. */
final class PinBlocks {
    private final Random random;

    PinBlocks(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(PinBlockFormat format, byte[] key, String pin, String pan) {
        return switch (format) {
            case ISO_0 -> des(key, xor(field('0', pin, "F"), account(pan)));
            case ISO_1 -> des(key, Hex.bytes(field('1', pin, "0123456789ABCDEF")));
            case ISO_3 -> des(key, xor(field('3', pin, "ABCDEF"), account(pan)));
            case ISO_4 -> {
                AesKey aes = AesKey.of(key);
                String block = field('4', pin, "A") + drawn("0123456789ABCDEF", 16);
                String number = (pan.length() - 12) + pan;
                byte[] account = Hex.bytes(number + "0".repeat(32 - number.length()));
                yield aes.encrypt(Hex.xor(aes.encrypt(Hex.bytes(block)), account));
            }
        };
    }

    String digits(int count) {
        return drawn("0123456789", count);
    }

    private static byte[] des(byte[] key, byte[] block) {
        return DesKey.of(key).encrypt(block);
    }

    private static byte[] xor(String field, String account) {
        return Hex.xor(Hex.bytes(field), Hex.bytes(account));
    }

    private String field(char control, String pin, String fill) {
        String start = control + Integer.toHexString(pin.length()) + pin;
        return start + drawn(fill, 16 - start.length());
    }

    private static String account(String pan) {
        return "0000" + pan.substring(pan.length() - 13, pan.length() - 1);
    }

    private String drawn(String alphabet, int count) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < count; i++) {
            drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }
}
