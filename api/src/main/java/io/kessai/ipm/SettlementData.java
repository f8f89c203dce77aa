package io.kessai.ipm;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Who settles a message and when (PDS 0159).
 *
 * @param agent transfer agent, 11 characters
 * @param account transfer agent's account, 28 characters
 * @param level settlement service level, 1 character
 * @param service settlement service, 10 characters
 * @param exchangeClass foreign exchange rate class, 1 character
 * @param reconciliationDate empty where it is no date
 * @param reconciliationCycle 2 characters
 * @param settlementDate empty where it is no date
 * @param settlementCycle 2 characters
 */
public record SettlementData(
        String agent,
        String account,
        String level,
        String service,
        String exchangeClass,
        Optional<LocalDate> reconciliationDate,
        String reconciliationCycle,
        Optional<LocalDate> settlementDate,
        String settlementCycle) {

    static final int LENGTH_MIN = 67;

    static SettlementData parse(String text) {
        return new SettlementData(
                text.substring(0, 11),
                text.substring(11, 39),
                text.substring(39, 40),
                text.substring(40, 50),
                text.substring(50, 51),
                AdditionalData.date(text.substring(51, 57)),
                text.substring(57, 59),
                AdditionalData.date(text.substring(59, 65)),
                text.substring(65, 67));
    }
}
