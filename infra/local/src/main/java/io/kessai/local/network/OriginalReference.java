package io.kessai.local.network;

import java.util.Optional;

/**
 * DE90, original data elements: MTI 4, DE11 6, DE7 10, acquirer 11, forwarder 11; zeros where not
 * known (ISO 8583:1987).
 */
record OriginalReference(String mti, String stan, String transmission, String acquirer) {

    private static final int LENGTH = 42;

    static Optional<OriginalReference> of(Request request) {
        return request.field(90)
                .filter(text -> text.length() == LENGTH)
                .map(
                        text ->
                                new OriginalReference(
                                        text.substring(0, 4),
                                        text.substring(4, 10),
                                        text.substring(10, 20),
                                        text.substring(20, 31)));
    }

    /** DE90 that names this message. */
    static String text(Request original) {
        return original.mti().substring(0, 3)
                + "0"
                + original.text(11)
                + original.text(7)
                + SeededCards.digits(number(original.text(32)), 11)
                + "0".repeat(11);
    }

    /** Whether it can name exactly one message: DE11 and DE7 are known. */
    boolean isExact() {
        return number(stan) != 0 && number(transmission) != 0;
    }

    /** Whether it names this message; 0100 also means 0101, 0120 and 0121, and so 0200. */
    boolean names(Request message) {
        String messageClass = mti.substring(1, 3);
        boolean type =
                messageClass.equals(message.messageClass())
                        || (messageClass.equals("10") && message.messageClass().equals("12"))
                        || (messageClass.equals("20") && message.messageClass().equals("22"));
        boolean sender = number(acquirer) == 0 || number(acquirer) == number(message.text(32));
        return type
                && sender
                && stan.equals(message.text(11))
                && transmission.equals(message.text(7));
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
