package io.kessai.iso8583;

import io.kessai.domain.Pan;
import java.util.Optional;

/**
 * Hides card numbers in text that is not supposed to have any: fields lie, and faults shift them.
 */
final class PanMask {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    private PanMask() {}

    /**
     * The text with every run of 13 to 19 digits that passes the Luhn check masked.
     *
     * @param searchedFrom how many digits a run has at least for every span in it to be checked
     *     too; one span in ten passes by chance, so that plain numbers lose digits as well
     */
    static String of(String text, int searchedFrom) {
        StringBuilder out = new StringBuilder(text);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isDigit(text.charAt(i))) {
                maskRun(text, start, i, searchedFrom, out);
                start = i + 1;
            }
        }
        return out.toString();
    }

    private static void maskRun(
            String text, int start, int end, int searchedFrom, StringBuilder out) {
        if (end - start < searchedFrom) {
            maskSpan(text, start, end, out);
            return;
        }
        for (int from = start; from <= end - DIGITS_MIN; from++) {
            for (int to = from + DIGITS_MIN; to <= Math.min(end, from + DIGITS_MAX); to++) {
                maskSpan(text, from, to, out);
            }
        }
    }

    /** Hides all but the first six and last four of the span if it could be a card number. */
    private static void maskSpan(String text, int from, int to, StringBuilder out) {
        boolean isZeros = text.substring(from, to).chars().allMatch(c -> c == '0');
        Optional<Pan> pan = Pan.of(text.substring(from, to)).filter(Pan::passesLuhn);
        if (pan.isPresent() && !isZeros) {
            for (int i = from + 6; i < to - 4; i++) {
                out.setCharAt(i, '*');
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
