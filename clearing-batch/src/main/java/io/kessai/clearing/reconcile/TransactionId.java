package io.kessai.clearing.reconcile;

/** The network's id of a transaction, reduced to what both sides write alike. */
final class TransactionId {
    private static final int BANKNET_START = 3;
    private static final int BANKNET_END = 9;
    private static final int BANKNET_LENGTH = 13;

    private TransactionId() {}

    /**
     * The id without blanks. Empty where it is no key: blank, all zeros, or a Mastercard trace id
     * (network code 3, reference 6, date 4) whose reference is all zeros.
     */
    static String reduce(String sent) {
        String id = sent.indexOf(' ') < 0 ? sent : sent.replace(" ", "");
        boolean unidentified =
                isZeros(id, 0, id.length())
                        || (id.length() == BANKNET_LENGTH
                                && isZeros(id, BANKNET_START, BANKNET_END));
        return unidentified ? "" : id;
    }

    private static boolean isZeros(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
