package io.kessai.clearing.ingest;

import io.kessai.domain.Currency;
import io.kessai.domain.Pan;
import java.util.Optional;

/**
 * What makes a readable record an exception: it is booked between settlement and suspense, and
 * people look at it. Pure; the first rule that is broken stands.
 */
final class RecordChecks {
    private RecordChecks() {}

    /**
     * @param pan as sent, where it could be read
     */
    static ClearingRecord check(ClearingRecord row, Optional<Pan> pan) {
        if (pan.isEmpty()) {
            return row.withProblem(RecordProblem.PAN_MISSING);
        }
        if (!pan.get().passesLuhn()) {
            return row.withProblem(RecordProblem.PAN_LUHN);
        }
        ClearingRecord checked = currencies(row);
        return isBilledAsNothing(row)
                ? checked.withProblem(RecordProblem.BILLING_AMOUNT_MISSING)
                : checked;
    }

    /** What holds for a record without a card too. */
    static ClearingRecord currencies(ClearingRecord row) {
        return isKnown(row.transaction()) && isKnown(row.billing()) && isKnown(row.settlement())
                ? row
                : row.withProblem(RecordProblem.CURRENCY_UNKNOWN);
    }

    /** A billing currency is named, so that its amount and not the transaction's is charged. */
    private static boolean isBilledAsNothing(ClearingRecord row) {
        return row.billing().currency() != 0
                && row.billing().units() == 0
                && row.transaction().units() > 0;
    }

    /** An amount of nothing needs no currency. */
    private static boolean isKnown(SentMoney money) {
        return (money.units() == 0 && money.currency() == 0)
                || Currency.ofNumeric(money.currency()).isPresent();
    }
}
