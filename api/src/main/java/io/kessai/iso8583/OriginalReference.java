package io.kessai.iso8583;

import java.util.Optional;

/**
 * The message that a reversal, advice or completion is about, as DE90 names it (n42 = MTI 4, DE11
 * 6, DE7 10, DE32 11, DE33 11). A part of zeros only is absent.
 *
 * @param mti of the original; 0100 also stands for 0101, 0120 and 0121
 * @param stan DE11 of the original, 6 digits
 * @param transmission DE7 of the original, 10 digits MMDDhhmmss in UTC
 * @param acquirer DE32 of the original, left-padded with 0 to 11 digits: pad before comparing
 * @param forwarder DE33 of the original, left-padded with 0 to 11 digits: pad before comparing
 */
public record OriginalReference(
        Optional<Mti> mti,
        Optional<String> stan,
        Optional<String> transmission,
        Optional<String> acquirer,
        Optional<String> forwarder) {

    /** The length of the reference in a message. */
    static final int DIGITS = 42;

    /** Reads 42 digits. */
    static OriginalReference of(String digits) {
        return new OriginalReference(
                part(digits, 0, 4).map(Mti::of),
                part(digits, 4, 10),
                part(digits, 10, 20),
                part(digits, 20, 31),
                part(digits, 31, 42));
    }

    /** Whether nothing but zeros is written there. */
    static boolean isZero(String digits) {
        return digits.chars().allMatch(c -> c == '0');
    }

    private static Optional<String> part(String digits, int from, int to) {
        return Optional.of(digits.substring(from, to)).filter(part -> !isZero(part));
    }
}
