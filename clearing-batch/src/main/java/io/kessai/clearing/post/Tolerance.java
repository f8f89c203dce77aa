package io.kessai.clearing.post;

import io.kessai.domain.Ratio;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much more than authorized may be cleared before people look. It never stops a booking.
 *
 * <p>The class is a word that ends in its percentage ({@code gratuity_20}, {@code lodging_15}); one
 * without a number ({@code any}, for automated fuel) has no limit, and no word allows nothing.
 */
final class Tolerance {

    private static final Pattern PERCENT = Pattern.compile("\\D*_(\\d{1,3})");

    private Tolerance() {}

    /**
     * Whether the difference is beyond the class.
     *
     * @param cleared the transaction amount
     * @param finding with the difference to what was authorized, in the same currency
     */
    static boolean isExceeded(long cleared, Finding finding) {
        if (finding.difference() <= 0) {
            return false;
        }
        if (finding.tolerance().isEmpty()) {
            return true;
        }
        Matcher word = PERCENT.matcher(finding.tolerance());
        if (!word.matches()) {
            return false;
        }
        long authorized = Math.max(0, cleared - finding.difference());
        return finding.difference()
                > Ratio.scaleDown(authorized, Long.parseLong(word.group(1)), 100);
    }
}
