package io.kessai.iso8583;

import java.util.Optional;

/**
 * The message that a reversal, advice or completion is about, as DE90 of 1987 names it (n42 = MTI
 * 4, DE11 6, DE7 10, DE32 11, DE33 11) or DE56 of 1993 (MTI 4, DE11 6, DE12 12, DE32 behind two
 * digits of length). A part of zeros only is absent.
 *
 * @param mti of the original; 0100 also stands for 0101, 0120 and 0121
 * @param stan DE11 of the original, 6 digits
 * @param transmission DE7 of the original, 10 digits MMDDhhmmss in UTC; never in 1993
 * @param local DE12 of the original, 12 digits YYMMDDhhmmss of the terminal; only in 1993
 * @param acquirer DE32 of the original, left-padded with 0 to 11 digits in 1987: pad before
 *     comparing
 * @param forwarder DE33 of the original, left-padded with 0 to 11 digits: pad before comparing
 */
public record OriginalReference(
        Optional<Mti> mti,
        Optional<String> stan,
        Optional<String> transmission,
        Optional<String> local,
        Optional<String> acquirer,
        Optional<String> forwarder) {

    /** The length of the reference of 1987. */
    static final int DIGITS = 42;

    /** The greatest length of the reference of 1993. */
    static final int DIGITS_1993_MAX = 35;

    private static final int ACQUIRER_LENGTH_AT = 22;

    /** Reads 42 digits, or up to 35; nothing when their number fits neither. */
    static Optional<OriginalReference> of(String digits) {
        return digits.length() == DIGITS ? Optional.of(of1987(digits)) : of1993(digits);
    }

    private static OriginalReference of1987(String digits) {
        return new OriginalReference(
                part(digits, 0, 4).map(Mti::of),
                part(digits, 4, 10),
                part(digits, 10, 20),
                Optional.empty(),
                part(digits, 20, 31),
                part(digits, 31, 42));
    }

    private static Optional<OriginalReference> of1993(String digits) {
        int acquirerAt = ACQUIRER_LENGTH_AT + 2;
        boolean isAddressed = digits.length() >= acquirerAt;
        int told =
                isAddressed
                        ? Integer.parseInt(digits.substring(ACQUIRER_LENGTH_AT, acquirerAt))
                        : 0;
        int needed = isAddressed ? acquirerAt + told : ACQUIRER_LENGTH_AT;
        return digits.length() == needed
                ? Optional.of(
                        new OriginalReference(
                                part(digits, 0, 4).map(Mti::of),
                                part(digits, 4, 10),
                                Optional.empty(),
                                part(digits, 10, ACQUIRER_LENGTH_AT),
                                isAddressed ? part(digits, acquirerAt, needed) : Optional.empty(),
                                Optional.empty()))
                : Optional.empty();
    }

    /** Whether nothing but zeros is written there. */
    static boolean isZero(String digits) {
        return digits.chars().allMatch(c -> c == '0');
    }

    private static Optional<String> part(String digits, int from, int to) {
        return Optional.of(digits.substring(from, to)).filter(part -> !isZero(part));
    }
}
