package io.kessai.authorization.cryptography;

import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.Optional;

/**
 * What a track 2, or a chip's image of one, tells behind the card number (ISO/IEC 7813). Never
 * printed.
 */
final class Track2 {

    private static final int EXPIRY_DIGITS = 4;
    private static final int SERVICE_DIGITS = 3;

    private final String expiry;
    private final String service;
    private final String discretionary;

    private Track2(String expiry, String service, String discretionary) {
        this.expiry = expiry;
        this.service = service;
        this.discretionary = discretionary;
    }

    /**
     * Nothing where expiry or service code are missing.
     *
     * @param track as in DE35: number, {@code =} or D, expiry, service code, discretionary data
     */
    static Optional<Track2> of(Secret track) {
        String text = track.reveal(PanAccess.get()).replace('D', '=');
        int from = text.indexOf('=') + 1;
        int discretionaryFrom = from + EXPIRY_DIGITS + SERVICE_DIGITS;
        if (from == 0 || text.length() < discretionaryFrom) {
            return Optional.empty();
        }
        String fixed = text.substring(from, discretionaryFrom);
        return Hex.isDigits(fixed)
                ? Optional.of(
                        new Track2(
                                fixed.substring(0, EXPIRY_DIGITS),
                                fixed.substring(EXPIRY_DIGITS),
                                text.substring(discretionaryFrom)))
                : Optional.empty();
    }

    /** YYMM. */
    String expiry() {
        return expiry;
    }

    String service() {
        return service;
    }

    /** Digits of the discretionary data; nothing where there are not so many. */
    Optional<Secret> digits(int position, int count) {
        int from = position - 1;
        if (discretionary.length() < from + count) {
            return Optional.empty();
        }
        String digits = discretionary.substring(from, from + count);
        return Hex.isDigits(digits) ? Optional.of(Secret.of(digits)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Track2";
    }
}
