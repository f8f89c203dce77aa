package io.kessai.baseii;

import static io.kessai.baseii.KnownField.*;

import io.kessai.baseii.SettlementTotal.Amount;
import io.kessai.domain.Direction;
import java.time.LocalDate;
import java.util.Optional;

/** Reads the network's totals (TC 46). */
final class SettlementFields {
    private SettlementFields() {}

    static SettlementTotal read(Tcrs tcrs) {
        return new SettlementTotal(
                tcrs.textOrEmpty(SETTLEMENT_SERVICE),
                tcrs.currency(SETTLEMENT_CURRENCY),
                tcrs.currency(CLEARING_CURRENCY),
                tcrs.textOrEmpty(REPORT_GROUP)
                        + tcrs.textOrEmpty(REPORT_SUBGROUP)
                        + tcrs.textOrEmpty(REPORT_NUMBER),
                date(tcrs.number(SETTLEMENT_DATE)),
                tcrs.textOrEmpty(CHARGE_TYPE),
                tcrs.textOrEmpty(BUSINESS_TRANSACTION_TYPE),
                tcrs.character(BUSINESS_TRANSACTION_CYCLE),
                tcrs.character(REVERSAL_INDICATOR),
                tcrs.character(RETURN_INDICATOR),
                tcrs.textOrEmpty(SUMMARY_LEVEL),
                Math.max(0, tcrs.number(FIRST_COUNT)),
                Math.max(0, tcrs.number(SECOND_COUNT)),
                amount(tcrs, FIRST_AMOUNT, FIRST_AMOUNT_SIGN),
                amount(tcrs, SECOND_AMOUNT, SECOND_AMOUNT_SIGN),
                amount(tcrs, NET_AMOUNT, NET_AMOUNT_SIGN));
    }

    private static Optional<LocalDate> date(long centuryYearDay) {
        int century = 20;
        return centuryYearDay / 100_000 == century
                ? BaseIIDates.yearDay((int) (centuryYearDay % 100_000))
                : Optional.empty();
    }

    private static Optional<Amount> amount(Tcrs tcrs, KnownField amount, KnownField sign) {
        long minorUnits = tcrs.number(amount);
        if (minorUnits < 0) {
            return Optional.empty();
        }
        return switch (tcrs.textOrEmpty(sign)) {
            case "CR" -> Optional.of(new Amount(minorUnits, Direction.CREDIT));
            case "DB" -> Optional.of(new Amount(minorUnits, Direction.DEBIT));
            default -> Optional.empty();
        };
    }
}
