package io.kessai.baseii;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The account number field: 16 characters left-justified, then digits 17 to 19, or 000 where there
 * are none.
 *
 * <p>A number of 19 digits that ends in 000 cannot be told from one of 16 and reads as that.
 */
final class CardNumber {
    static final int LENGTH = 19;
    private static final int MAIN_LENGTH = 16;
    private static final int DIGITS_MIN = 13;
    private static final String NO_EXTENSION = "000";

    private CardNumber() {}

    /** How many digits the number has; 0 where there is none. A field may lack the extension. */
    static int digits(byte[] text, int from, int to) {
        int mainEnd = from + MAIN_LENGTH;
        int main = Characters.leadingDigits(text, from, mainEnd);
        if (main < DIGITS_MIN || !Characters.isBlank(text, from + main, mainEnd)) {
            return 0;
        }
        if (mainEnd == to || Characters.isBlankOrZero(text, mainEnd, to)) {
            return main;
        }
        int extension = Characters.leadingDigits(text, mainEnd, to);
        boolean isWhole =
                main == MAIN_LENGTH
                        && extension > 0
                        && Characters.isBlank(text, mainEnd + extension, to);
        return isWhole ? main + extension : 0;
    }

    /** The number, which may be anything but 13 to 19 digits: then nothing. */
    static Optional<Pan> read(byte[] text, int from, int to) {
        int digits = digits(text, from, to);
        return digits == 0
                ? Optional.empty()
                : Pan.of(new String(text, from, digits, StandardCharsets.ISO_8859_1));
    }

    /**
     * Writes the number.
     *
     * @throws IllegalArgumentException where it has digits 17 to 19 that are all zero, or any
     *     although the field has no extension
     */
    static void write(Pan pan, byte[] text, int from, int to) {
        byte[] digits = pan.reveal(PanAccess.get()).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(text, from, to, (byte) ' ');
        if (digits.length > to - from) {
            throw new IllegalArgumentException("this field has no room for an extension");
        }
        if (digits.length <= MAIN_LENGTH && to - from == LENGTH) {
            Arrays.fill(text, from + MAIN_LENGTH, to, (byte) '0');
        }
        System.arraycopy(digits, 0, text, from, digits.length);
        if (digits(text, from, to) != digits.length) {
            throw new IllegalArgumentException(
                    "an account number extension of " + NO_EXTENSION + " means none");
        }
    }
}
