package io.kessai.iso8583;

/**
 * A message type indicator (ISO 8583-1, 4.1): four digits that say what a message is.
 *
 * @param version 0 = 1987, 1 = 1993, 2 = 2003
 * @param messageClass 1 authorization, 2 financial, 3 file action, 4 reversal, 6 administrative, 8
 *     network management
 * @param function 0 request, 1 its response, 2 advice, 3 its response, 4 notification, 5 its
 *     acknowledgement, 8 acknowledgement of an answer, 9 its rejection
 * @param origin 0 acquirer, 2 issuer, 4 other; the odd digit after each is its repeat
 */
public record Mti(int version, int messageClass, int function, int origin) {
    private static final int FILE_ACTION = 3;
    private static final int MANAGEMENT = 8;
    private static final int NEGATIVE_ACKNOWLEDGEMENT = 9;

    public Mti {
        if (!isDigit(version) || !isDigit(messageClass) || !isDigit(function) || !isDigit(origin)) {
            throw new IllegalArgumentException("a message type indicator is four digits");
        }
    }

    /**
     * The type written as four digits.
     *
     * @param digits four digits such as {@code 0100}
     * @throws IllegalArgumentException for anything else: MTIs off the wire come from the codec
     */
    public static Mti of(String digits) {
        if (digits.length() != 4) {
            throw new IllegalArgumentException("a message type indicator is four digits");
        }
        return new Mti(
                digits.charAt(0) - '0',
                digits.charAt(1) - '0',
                digits.charAt(2) - '0',
                digits.charAt(3) - '0');
    }

    /** Whether the sender marks this as sent before, such as 0101 or 0401. */
    public boolean isRepeat() {
        return origin % 2 == 1;
    }

    /** Whether the sender waits for an answer: requests, advices and instructions do. */
    public boolean expectsResponse() {
        return function == 0 || function == 2 || function == 6;
    }

    /** Whether it is about the link and not about a card: network management. */
    public boolean isManagement() {
        return messageClass == MANAGEMENT;
    }

    /** Whether it is about a file of cards, such as the one of those to decline. */
    public boolean isFileAction() {
        return messageClass == FILE_ACTION;
    }

    /** Whether the network says that an answer of ours came too late for it, or was no answer. */
    public boolean rejectsAnswer() {
        return (messageClass == 1 || messageClass == 2) && function == NEGATIVE_ACKNOWLEDGEMENT;
    }

    /**
     * The type that answers this one; a repeat is answered as its first: 0100 and 0101 by 0110.
     *
     * @throws IllegalStateException when nothing answers this type, see {@link #expectsResponse()}
     */
    public Mti response() {
        if (!expectsResponse()) {
            throw new IllegalStateException(this + " is never answered");
        }
        return new Mti(version, messageClass, function + 1, origin - origin % 2);
    }

    /** Digits 2 and 3, which a message shares with its repeat: {@code 10} for 0100 and 0101. */
    public String classDigits() {
        return "" + messageClass + function;
    }

    /** The four digits. */
    @Override
    public String toString() {
        return "" + version + messageClass + function + origin;
    }

    private static boolean isDigit(int value) {
        return value >= 0 && value <= 9;
    }
}
