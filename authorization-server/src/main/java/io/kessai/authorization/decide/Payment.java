package io.kessai.authorization.decide;

import io.kessai.domain.ProcessingCode;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What is asked of the card.
 *
 * @param amount DE4 in DE49
 * @param billing DE6 in DE51
 * @param cashback DE54 amount type 40, minor units of DE49; 0 where there is none
 * @param acceptsPartialApproval whether the terminal takes an approval of less
 * @param expiry DE14
 */
public record Payment(
        ProcessingCode processingCode,
        SentAmount amount,
        Optional<SentAmount> billing,
        long cashback,
        boolean acceptsPartialApproval,
        Optional<YearMonth> expiry) {

    /** Whether it is a purchase of amount zero. */
    boolean isNothing() {
        return amount.minorUnits() == 0 && processingCode.isPlainPurchase();
    }
}
