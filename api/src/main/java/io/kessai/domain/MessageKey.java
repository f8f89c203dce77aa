package io.kessai.domain;

import java.time.LocalDate;

/**
 * What makes two messages the same message: network, MTI digits 2–3, DE32, DE11, DE7, DE37, DE41.
 * Absent parts are empty; DE7 and DE11 never are. Source: docs/authorization.md, section 5.
 *
 * @param messageClass MTI digits 2 and 3 ("10", "12", "40", "42"); a repeat has its original's
 * @param stan DE11, six digits
 * @param transmission DE7 as sent, MMDDhhmmss in UTC
 * @param transmittedOn the UTC date of DE7, in the year nearest to the arrival
 */
public record MessageKey(
        String network,
        String messageClass,
        String acquirer,
        String stan,
        String transmission,
        String rrn,
        String terminal,
        LocalDate transmittedOn) {

    /**
     * The key as one line, parts divided by {@code |}; a {@code |} or {@code \} within a part is
     * preceded by {@code \}. Two keys are equal exactly if their lines and dates are.
     */
    public String line() {
        return escaped(network)
                + '|'
                + escaped(messageClass)
                + '|'
                + escaped(acquirer)
                + '|'
                + escaped(stan)
                + '|'
                + escaped(transmission)
                + '|'
                + escaped(rrn)
                + '|'
                + escaped(terminal);
    }

    /** The key of the same message sent at another DE7, as some senders restamp their repeats. */
    public MessageKey sentAt(String otherTransmission, LocalDate otherDate) {
        return new MessageKey(
                network, messageClass, acquirer, stan, otherTransmission, rrn, terminal, otherDate);
    }

    private static String escaped(String part) {
        return part.indexOf('|') < 0 && part.indexOf('\\') < 0
                ? part
                : part.replace("\\", "\\\\").replace("|", "\\|");
    }
}
