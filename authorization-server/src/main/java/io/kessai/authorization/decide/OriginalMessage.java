package io.kessai.authorization.decide;

/**
 * The message another one names as its original (DE90, or DE56 of 1993). Absent parts are empty.
 *
 * @param mti four digits
 * @param stan six digits
 * @param sentAt DE7 of the original, MMDDhhmmss; in 1993 its DE12, YYMMDDhhmmss
 * @param acquirer without leading zeros
 * @param forwarder without leading zeros
 */
public record OriginalMessage(
        String mti, String stan, String sentAt, String acquirer, String forwarder) {

    /** Whether it names one message exactly: DE11 and its time are there. */
    public boolean isExact() {
        return !stan.isEmpty() && !sentAt.isEmpty();
    }

    /** Whether it names a reversal, which cannot be reversed. */
    public boolean isReversal() {
        return mti.charAt(1) == '4';
    }

    /** An institution as compared: DE90 pads it with zeros, DE32 and DE33 do not. */
    public static String withoutLeadingZeros(String digits) {
        int at = 0;
        while (at < digits.length() - 1 && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }
}
