package io.kessai.baseii;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A line of the network's own totals (TC 46, VSS).
 *
 * @param service settlement service, 3 characters
 * @param settlementCurrency the currency of the amounts
 * @param clearingCurrency the currency of the transactions
 * @param report report group, subgroup and number, such as {@code V4120}
 * @param settlementDate nothing where it cannot be read
 * @param chargeType 3 characters, may be empty
 * @param businessTransactionType 3 characters, may be empty
 * @param cycle 1 character: original, representment …
 * @param reversal Y or N as sent
 * @param returned Y or N as sent
 * @param summaryLevel 2 characters
 * @param firstCount TCR 1 positions 12–26
 * @param secondCount TCR 1 positions 27–41
 * @param first TCR 1 positions 42–58
 * @param second TCR 1 positions 59–75
 * @param net TCR 1 positions 76–92
 */
public record SettlementTotal(
        String service,
        Optional<Currency> settlementCurrency,
        Optional<Currency> clearingCurrency,
        String report,
        Optional<LocalDate> settlementDate,
        String chargeType,
        String businessTransactionType,
        char cycle,
        char reversal,
        char returned,
        String summaryLevel,
        long firstCount,
        long secondCount,
        Optional<Amount> first,
        Optional<Amount> second,
        Optional<Amount> net) {

    /**
     * An amount in the settlement currency.
     *
     * @param minorUnits unsigned
     * @param direction CR credit, DB debit
     */
    public record Amount(long minorUnits, Direction direction) {}
}
