package io.kessai.ipm;

/**
 * One fee of PDS 0146 or 0147; numbers as sent.
 *
 * @param type two digits
 * @param processingCode two digits: which way the fee goes
 * @param settlementIndicator two digits
 * @param currency ISO 4217 number of {@code amount}, three digits
 * @param amount 0146: minor units; 0147: with the further decimals of that form
 * @param reconciliationCurrency ISO 4217 number of {@code reconciliationAmount}, three digits
 * @param isPrecise whether it is of PDS 0147
 */
public record TransactionFee(
        String type,
        String processingCode,
        String settlementIndicator,
        String currency,
        long amount,
        String reconciliationCurrency,
        long reconciliationAmount,
        boolean isPrecise) {

    static final int LENGTH = 36;
    static final int PRECISE_LENGTH = 48;

    /** Takes a group of either length, all digits. */
    static TransactionFee parse(String group) {
        int digits = group.length() == PRECISE_LENGTH ? 18 : 12;
        int second = 9 + digits;
        return new TransactionFee(
                group.substring(0, 2),
                group.substring(2, 4),
                group.substring(4, 6),
                group.substring(6, 9),
                Long.parseLong(group, 9, second, 10),
                group.substring(second, second + 3),
                Long.parseLong(group, second + 3, group.length(), 10),
                digits == 18);
    }
}
