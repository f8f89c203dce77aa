package io.kessai.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * A card number (primary account number, ISO/IEC 7812) of 13 to 19 digits.
 *
 * <p>It prints as first six and last four digits at most (PCI DSS 3.4.1). The check digit is not
 * part of the type: a number that fails it is still what the network sent, and is declined as one.
 * Immutable and thread-safe.
 */
public final class Pan {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    private final String digits;

    private Pan(String digits) {
        this.digits = digits;
    }

    /** The card number written as these digits, or nothing when they are not 13 to 19 digits. */
    public static Optional<Pan> of(String digits) {
        if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        return Optional.of(new Pan(digits));
    }

    /** As {@link #of(String)}, for a number that arrived as a secret. */
    public static Optional<Pan> of(Secret digits) {
        return of(digits.reveal(PanAccess.get()));
    }

    /** Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1 annex B). */
    public boolean passesLuhn() {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            int weighted = fromRight % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** The first six digits, which name the issuer and may be shown. */
    public String firstSix() {
        return digits.substring(0, 6);
    }

    /** The last four digits, which may be shown. */
    public String lastFour() {
        return digits.substring(digits.length() - 4);
    }

    /** All digits in clear; {@code access} marks the caller as part of the PCI scope. */
    public String reveal(PanAccess access) {
        Objects.requireNonNull(access);
        return digits;
    }

    /** The text with this number, wherever it stands in it, in the masked form. */
    public String maskedIn(String text) {
        return text.replace(digits, toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pan pan && digits.equals(pan.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    /** The masked form, such as {@code 999900******1234}. */
    @Override
    public String toString() {
        return firstSix() + "*".repeat(digits.length() - 10) + lastFour();
    }
}
