package io.kessai.authorization.decide;

/**
 * What later messages may call a message by, beside DE11 and DE7. Absent names are empty.
 *
 * @param networkTransactionId the network's one name of the transaction, the same in all messages
 *     of it
 * @param traceId the name that only later messages carry (Mastercard: DE63 and DE15 of the first)
 * @param localTime DE12 where it tells date and time, YYMMDDhhmmss (ISO 8583:1993)
 */
public record Names(String networkTransactionId, String traceId, String localTime) {

    public static final Names NONE = new Names("", "", "");

    /**
     * Whether a message with this DE7 and these names was sent at a moment that another names.
     *
     * @param sentAt DE7 (DE90), or DE12 with its date (DE56 of 1993)
     */
    boolean isSentAt(String sentAt, String transmission) {
        return sentAt.equals(transmission) || sentAt.equals(localTime);
    }
}
