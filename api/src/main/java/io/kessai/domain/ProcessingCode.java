package io.kessai.domain;

/**
 * DE3: transaction type, from account, to account.
 *
 * @param digits six digits as sent, or none
 */
public record ProcessingCode(String digits) {

    /** Stands where a message carries no DE3. */
    public static final ProcessingCode ABSENT = new ProcessingCode("");

    private static final int LENGTH = 6;
    private static final int RADIX = 10;

    /**
     * @throws IllegalArgumentException unless there are six digits or none
     */
    public ProcessingCode {
        if (!digits.isEmpty() && !isWellFormed(digits)) {
            throw new IllegalArgumentException("a processing code is six digits");
        }
    }

    /** Whether these are six digits. */
    public static boolean isWellFormed(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return digits.length() == LENGTH;
    }

    /** What the first two digits ask for. */
    public TransactionKind kind() {
        if (digits.isEmpty()) {
            return TransactionKind.UNSUPPORTED;
        }
        return switch (Integer.parseInt(digits, 0, 2, RADIX)) {
            case 0, 10 -> TransactionKind.PURCHASE;
            case 9 -> TransactionKind.PURCHASE_WITH_CASHBACK;
            case 1, 12, 17 -> TransactionKind.CASH;
            case 11, 18 -> TransactionKind.QUASI_CASH;
            case 20, 26, 28 -> TransactionKind.CREDIT;
            case 30, 31 -> TransactionKind.BALANCE_INQUIRY;
            case 33 -> TransactionKind.VERIFICATION;
            default -> TransactionKind.UNSUPPORTED;
        };
    }

    /** Whether it is a plain purchase (00): the only one that takes partial approval and zero. */
    public boolean isPlainPurchase() {
        return digits.startsWith("00");
    }

    /** Account type of the account debited, DE3 positions 3–4, as DE54 repeats it. */
    public String accountType() {
        return digits.substring(2, 4);
    }
}
