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

    /** Minor units of the transaction's currency, 0 where there is none. */
    static long of(Message message) throws FieldException {
        String groups = message.text(54).orElse("");
        if (groups.length() % GROUP != 0) {
            throw new FieldException(54, "not groups of 20 characters");
        }
        for (int at = 0; at < groups.length(); at += GROUP) {
            if (groups.startsWith(AdditionalAmount.CASHBACK, at + 2)) {
                return amount(groups.substring(at + 8, at + GROUP));
            }
        }
        return 0;
    }

    private static long amount(String digits) throws FieldException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new FieldException(54, "amount of type 40 is not 12 digits");
        }
    }
}
