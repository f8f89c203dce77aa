package io.kessai.authorization.cryptography;

/**
 * The IBM 3624 method: a PIN is a natural PIN, drawn from the card number, plus an offset that lets
 * the cardholder choose.
 *
 * <p>Source: IBM z/OS ICSF, "IBM 3624 PINs".
 *
 * @param decimalization sixteen digits, the one for each hex digit
 * @param from where in the card number the validation data starts, from 0
 * @param length how many digits of it are taken, 16 at most
 * @param pad the hex digit that fills it up to 16
 */
record PinOffset(String decimalization, int from, int length, char pad) {

    private static final int DATA_DIGITS = 16;

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    PinOffset {
        if (decimalization.length() != DATA_DIGITS || !Hex.isDigits(decimalization)) {
            throw new IllegalArgumentException("a decimalization table has sixteen digits");
        }
        if (from < 0 || length < 1 || length > DATA_DIGITS) {
            throw new IllegalArgumentException("validation data is 1 to 16 digits of the number");
        }
        if (Character.digit(pad, 16) < 0) {
            throw new IllegalArgumentException("validation data is padded with a hex digit");
        }
    }

    /** The validation data, without what fills it up. */
    String data(String pan) {
        int start = Math.min(from, pan.length());
        return pan.substring(start, Math.min(start + length, pan.length()));
    }

    /**
     * What is added, digit by digit without carry, to the natural PIN.
     *
     * @param pin as long as the offset is to be
     */
    String of(DesKey key, String pan, String pin) {
        return combined(pin, naturalPin(key, pan), -1);
    }

    /** Whether the PIN, or its first digits where the offset is shorter, is natural plus offset. */
    boolean verifies(DesKey key, String pan, String offset, String pin) {
        return pin.length() >= offset.length()
                && Hex.same(
                        combined(offset, naturalPin(key, pan), 1),
                        pin.substring(0, offset.length()));
    }

    private String naturalPin(DesKey key, String pan) {
        String data = data(pan);
        String padded = data + String.valueOf(pad).repeat(DATA_DIGITS - data.length());
        StringBuilder natural = new StringBuilder();
        for (char nibble : Hex.of(key.encrypt(Hex.bytes(padded))).toCharArray()) {
            natural.append(decimalization.charAt(Character.digit(nibble, 16)));
        }
        return natural.toString();
    }

    private static String combined(String digits, String natural, int sign) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            int sum = (digits.charAt(i) - '0') + sign * (natural.charAt(i) - '0');
            result.append(Math.floorMod(sum, 10));
        }
        return result.toString();
    }
}
