package io.kessai.domain;

import java.util.Optional;

/**
 * Merchant category codes that follow each other.
 *
 * @param first four digits
 * @param last four digits, {@code first} or above
 */
public record MccRange(String first, String last) {

    private static final int DIGITS = 4;

    /**
     * @throws IllegalArgumentException unless both are four digits and in order
     */
    public MccRange {
        if (!isCode(first) || !isCode(last) || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("no range of merchant category codes");
        }
    }

    /** Reads {@code 5541} or {@code 3501-3999}; empty where it is neither. */
    public static Optional<MccRange> of(String word) {
        String[] ends = word.split("-", -1);
        String last = ends[ends.length - 1];
        boolean isRange = ends.length <= 2 && isCode(ends[0]) && isCode(last);
        return isRange && ends[0].compareTo(last) <= 0
                ? Optional.of(new MccRange(ends[0], last))
                : Optional.empty();
    }

    /** Whether the code is one of them; an absent one never is. */
    public boolean contains(String mcc) {
        return isCode(mcc) && first.compareTo(mcc) <= 0 && mcc.compareTo(last) <= 0;
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        return first.equals(last) ? first : first + "-" + last;
    }

    private static boolean isCode(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
