package io.kessai.clearing.post;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import java.util.Optional;

/**
 * What of a clearing record decides how it is booked.
 *
 * @param direction seen from the cardholder; that of a reversal is the opposite of its
 *     presentment's
 * @param isFinal whether the rest of the hold is given back; counts only without a sequence count
 * @param sequenceNumber {@code nn} of {@code nn of mm}
 * @param sequenceCount {@code mm}; 0 where the record does not say
 * @param problem what is wrong with it, in words, '' where nothing is
 */
record BookableRecord(
        Direction direction,
        RecordAmount transaction,
        RecordAmount billing,
        RecordAmount settlement,
        boolean isFinal,
        int sequenceNumber,
        int sequenceCount,
        String problem) {

    /**
     * What the cardholder owes or gets, zero included: the billing amount, or the transaction
     * amount where the network names no billing currency. Empty where it is in another currency
     * than the account.
     *
     * @param accountCurrency ISO 4217 numeric
     */
    Optional<Money> cardholderMoney(int accountCurrency) {
        RecordAmount theirs = billing.currency() == 0 ? transaction : billing;
        return Currency.ofNumeric(accountCurrency)
                .filter(currency -> currency.numeric() == theirs.currency())
                .map(currency -> Money.of(theirs.minorUnits(), currency));
    }

    /** What the network settles, as far as it says: else the billing, else the transaction one. */
    Optional<Money> settlementMoney() {
        return settlement.money().or(billing::money).or(transaction::money);
    }
}
