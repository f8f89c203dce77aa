package io.kessai.domain;

import java.util.Optional;

/**
 * The card numbers a product may issue: all of one length that start with the same digits and end
 * with their Luhn check digit. Immutable.
 */
public final class PanRange {
    private static final int PREFIX_MIN = 6;
    private static final int SERIAL_DIGITS_MAX = 12;

    private final String prefix;
    private final int serialDigits;

    private PanRange(String prefix, int serialDigits) {
        this.prefix = prefix;
        this.serialDigits = serialDigits;
    }

    /**
     * The range under a prefix.
     *
     * @param prefix six or more digits
     * @param length digits of a card number, 13 to 19
     * @return empty where that leaves no digit, or more than twelve, to number cards with
     */
    public static Optional<PanRange> of(String prefix, int length) {
        int serialDigits = length - prefix.length() - 1;
        boolean possible =
                prefix.matches("[0-9]+")
                        && prefix.length() >= PREFIX_MIN
                        && length >= 13
                        && length <= 19
                        && serialDigits >= 1
                        && serialDigits <= SERIAL_DIGITS_MAX;
        return possible ? Optional.of(new PanRange(prefix, serialDigits)) : Optional.empty();
    }

    /** How many card numbers there are. */
    public long size() {
        long size = 1;
        for (int i = 0; i < serialDigits; i++) {
            size *= 10;
        }
        return size;
    }

    /**
     * The card number with this serial number.
     *
     * @throws IllegalArgumentException unless {@code 0 <= serial < size()}
     */
    public Pan number(long serial) {
        if (serial < 0 || serial >= size()) {
            throw new IllegalArgumentException("no card number " + serial + " in this range");
        }
        String body = prefix + ("%0" + serialDigits + "d").formatted(serial);
        for (char check = '0'; check <= '9'; check++) {
            Pan pan = Pan.of(body + check).orElseThrow();
            if (pan.passesLuhn()) {
                return pan;
            }
        }
        throw new IllegalStateException("every number has one Luhn check digit");
    }
}
