package io.kessai.authorization.cryptography;

import io.kessai.domain.Secret;
import java.util.Optional;

/** How a PIN stands in its block (ISO 9564-1). */
enum PinBlockFormat {
    ISO_0('0', DesKey.BLOCK),
    ISO_1('1', DesKey.BLOCK),
    ISO_3('3', DesKey.BLOCK),
    /** Of 16 bytes, under an AES key. */
    ISO_4('4', AesKey.BLOCK);

    private static final int PIN_MIN = 4;
    private static final int PIN_MAX = 12;
    private static final int PAN_DIGITS = 12;
    private static final int PIN_FIELD = 14;
    private static final int CONTROL_DIGITS = 2;

    private final char control;
    private final int length;

    PinBlockFormat(char control, int length) {
        this.control = control;
        this.length = length;
    }

    /** Bytes of a block. */
    int length() {
        return length;
    }

    /** The PIN in a block encrypted with triple DES; nothing where there is none in it. */
    Optional<Secret> open(DesKey key, byte[] encrypted, String pan) {
        byte[] clear = key.decrypt(encrypted);
        return read(isBoundToCard() ? Hex.xor(clear, accountField(pan)) : clear);
    }

    /** The PIN in a block of format 4; nothing where there is none in it. */
    Optional<Secret> open(AesKey key, byte[] encrypted, String pan) {
        byte[] mixed = key.decrypt(encrypted);
        return read(key.decrypt(Hex.xor(mixed, longAccountField(pan))));
    }

    private boolean isBoundToCard() {
        return switch (this) {
            case ISO_0, ISO_3 -> true;
            case ISO_1, ISO_4 -> false;
        };
    }

    private Optional<Secret> read(byte[] block) {
        String digits = Hex.of(block);
        int pinLength = Character.digit(digits.charAt(1), 16);
        if (digits.charAt(0) != control || pinLength < PIN_MIN || pinLength > PIN_MAX) {
            return Optional.empty();
        }
        String pin = digits.substring(CONTROL_DIGITS, CONTROL_DIGITS + pinLength);
        String fill = digits.substring(CONTROL_DIGITS + pinLength, CONTROL_DIGITS + PIN_FIELD);
        return Hex.isDigits(pin) && isFill(fill) ? Optional.of(Secret.of(pin)) : Optional.empty();
    }

    private boolean isFill(String fill) {
        return switch (this) {
            case ISO_0 -> fill.chars().allMatch(c -> c == 'F');
            case ISO_1 -> true;
            case ISO_3 -> fill.chars().allMatch(c -> c >= 'A');
            case ISO_4 -> fill.chars().allMatch(c -> c == 'A');
        };
    }

    /** Four zeros, and the twelve digits before the check digit. */
    private static byte[] accountField(String pan) {
        int end = pan.length() - 1;
        return Hex.bytes("0000" + pan.substring(end - PAN_DIGITS, end));
    }

    /** By how much the number is longer than twelve, the whole number, and zeros. */
    private static byte[] longAccountField(String pan) {
        String field = (pan.length() - PAN_DIGITS) + pan;
        return Hex.bytes(field + "0".repeat(2 * AesKey.BLOCK - field.length()));
    }
}
