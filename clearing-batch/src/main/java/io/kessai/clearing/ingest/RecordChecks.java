package io.kessai.clearing.ingest;

import io.kessai.domain.Currency;
import io.kessai.domain.Pan;
import java.util.Optional;

/**
 * What makes a readable record an exception: it is booked between settlement and suspense, and
 * people look at it. Pure; the first rule that is broken stands.
 */
final class RecordChecks {
    static final String PAN_MISSING = "PAN_MISSING";
    static final String PAN_LUHN = "PAN_LUHN";
    static final String CURRENCY_UNKNOWN = "CURRENCY_UNKNOWN";

    private RecordChecks() {}

    /**
     * @param pan as sent, where it could be read
     */
    static ClearingRecord check(ClearingRecord row, Optional<Pan> pan) {
        if (pan.isEmpty()) {
            return row.withProblem(
                    PAN_MISSING,
                    row.location() + ": no card number can be read; find the card by its ARN");
        }
        if (!pan.get().passesLuhn()) {
            return row.withProblem(
                    PAN_LUHN,
                    row.location()
                            + ": the card number fails its check digit; find the card by its ARN");
        }
        return isKnown(row.transaction()) && isKnown(row.billing()) && isKnown(row.settlement())
                ? row
                : row.withProblem(
                        CURRENCY_UNKNOWN,
                        row.location()
                                + ": a currency code is not one of ISO 4217; ask the network"
                                + " which one is meant");
    }

    /** An amount of nothing needs no currency. */
    private static boolean isKnown(SentMoney money) {
        return (money.units() == 0 && money.currency() == 0)
                || Currency.ofNumeric(money.currency()).isPresent();
    }
}
