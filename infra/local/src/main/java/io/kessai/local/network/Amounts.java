package io.kessai.local.network;

import java.util.Optional;
import java.util.Set;

/** What the amount fields and the processing code of a message mean (sections 3 and 4). */
final class Amounts {
    private static final Set<String> CREDITS = Set.of("20", "26", "28");
    private static final Set<String> INQUIRIES = Set.of("30", "31");
    private static final Set<String> DEBITS =
            Set.of("00", "09", "10", "01", "12", "17", "11", "18");

    /** DE25 of what adds to an authorization. */
    static final String INCREMENT = "91";

    /** DE91 of what adds a card to a file. */
    static final String BLOCK = "1";

    private Amounts() {}

    /** Whether the message adds to an authorization: marked, and a debit of more than nothing. */
    static boolean isIncrement(Request request) {
        return request.text(25).equals(INCREMENT)
                && request.amount() > 0
                && DEBITS.contains(transactionType(request));
    }

    /** DE3 positions 1 and 2. */
    static String transactionType(Request request) {
        String code = request.text(3);
        return code.isEmpty() ? "" : code.substring(0, 2);
    }

    static boolean isCredit(Request request) {
        return CREDITS.contains(transactionType(request));
    }

    static boolean isInquiry(Request request) {
        return INQUIRIES.contains(transactionType(request));
    }

    static boolean isVerification(Request request) {
        String type = transactionType(request);
        return type.equals("33") || (type.equals("00") && request.amount() == 0);
    }

    static boolean isSupported(Request request) {
        String type = transactionType(request);
        return DEBITS.contains(type)
                || CREDITS.contains(type)
                || INQUIRIES.contains(type)
                || type.equals("33");
    }

    /**
     * The amount in the account's currency: DE6 where DE51 is it, else DE4 where DE49 is it, else
     * DE4 at a loaded rate.
     */
    static Optional<Long> billed(Request request, String currency, Rules rules) {
        boolean billing =
                request.text(51).equals(currency)
                        || (!rules.hold(Rule.FOREIGN_BILLING_IS_IGNORED)
                                && request.field(51).isPresent());
        if (request.field(6).isPresent() && billing && rules.hold(Rule.BILLING_AMOUNT_IS_HELD)) {
            return Optional.of(Long.parseLong(request.text(6)));
        }
        boolean unconverted = !rules.hold(Rule.BILLING_AMOUNT_IS_HELD) && billing;
        return request.text(49).equals(currency) || unconverted
                ? Optional.of(request.amount())
                : LoadedRates.held(request.text(49), request.amount(), currency, rules);
    }

    /** Whether more completions will follow: DE60 position 11 is 1. */
    static boolean isPartialCompletion(Request request) {
        String flags = request.text(60);
        return flags.length() >= 11 && flags.charAt(10) == '1';
    }

    /** Whether the terminal takes less than it asked for: DE60 position 10 is 1. */
    static boolean takesPartial(Request request) {
        String flags = request.text(60);
        return flags.length() >= 10 && flags.charAt(9) == '1';
    }

    /** The cash in a purchase with cashback: DE54, the group with amount type 40. */
    static long cashback(Request request) {
        return Math.abs(balance(request.text(54), "40").orElse(0L));
    }

    /**
     * The signed amount of the first DE54 group with this amount type: account type 2, amount type
     * 2, currency 3, sign 1 (D is negative), amount 12.
     */
    static Optional<Long> balance(String groups, String amountType) {
        for (int at = 0; at + 20 <= groups.length(); at += 20) {
            if (groups.startsWith(amountType, at + 2)) {
                long amount = Long.parseLong(groups.substring(at + 8, at + 20));
                return Optional.of(groups.charAt(at + 7) == 'D' ? -amount : amount);
            }
        }
        return Optional.empty();
    }

    /** DE95.1, what is to stay of the original's DE4; 0 where the reversal is a full one. */
    static long replacement(Request reversal) {
        String amounts = reversal.text(95);
        return amounts.isEmpty() ? 0 : Long.parseLong(amounts.substring(0, 12));
    }
}
