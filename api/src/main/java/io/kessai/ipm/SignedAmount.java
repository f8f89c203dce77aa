package io.kessai.ipm;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A total of a reconciliation message.
 *
 * @param isCredit sign C rather than D
 * @param minorUnits never negative
 */
public record SignedAmount(boolean isCredit, long minorUnits) {

    static Optional<SignedAmount> parse(String text) {
        boolean isSigned = text.startsWith("C") || text.startsWith("D");
        OptionalLong number = isSigned ? PdsIndex.number(text.substring(1)) : OptionalLong.empty();
        return number.isPresent()
                ? Optional.of(new SignedAmount(text.startsWith("C"), number.getAsLong()))
                : Optional.empty();
    }
}
