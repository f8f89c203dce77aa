package io.kessai.authorization.decide;

/**
 * A group of DE54.
 *
 * @param accountType two digits, as in DE3
 * @param amountType two digits: 01 ledger balance, 02 available, 40 cashback, 57 original amount
 * @param currency ISO 4217 numeric
 * @param minorUnits signed: negative is a debit (D), else a credit (C)
 */
public record AdditionalAmount(
        String accountType, String amountType, int currency, long minorUnits) {

    public static final String LEDGER_BALANCE = "01";
    public static final String AVAILABLE_BALANCE = "02";
    public static final String CASHBACK = "40";
    public static final String ORIGINAL_AMOUNT = "57";
}
