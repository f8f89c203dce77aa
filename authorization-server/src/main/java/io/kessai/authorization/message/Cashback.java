package io.kessai.authorization.message;

import io.kessai.authorization.decide.AdditionalAmount;
import io.kessai.iso8583.Message;

/**
 * The cashback of a request: DE54, groups of 20 characters (account type 2, amount type 2, currency
 * 3, sign 1, amount 12), amount type 40.
 */
final class Cashback {

    private static final int GROUP = 20;

    private Cashback() {}

    /**
     * What is told in the transaction's currency, which DE4 is in too.
     *
     * @param currency ISO 4217 numeric
     * @return minor units, 0 where there is none
     */
    static long of(Message message, int currency) throws FieldException {
        String groups = message.text(54).orElse("");
        if (groups.length() % GROUP != 0) {
            throw new FieldException(54, "not groups of 20 characters");
        }
        for (int at = 0; at < groups.length(); at += GROUP) {
            if (groups.startsWith(AdditionalAmount.CASHBACK, at + 2)
                    && Digits.number(54, groups.substring(at + 4, at + 7)) == currency) {
                return Digits.number(54, groups.substring(at + 8, at + GROUP));
            }
        }
        return 0;
    }
}
