package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a CAVV its value stands, and what it was made of.
 *
 * <p>Source: the AWS Payment Cryptography user guide ("Visa specific functions", CAVV) and
 * CyberSource's field reference (CAVV algorithm 2, "CVV with ATN") say that a CAVV is made with the
 * algorithm of the CVV, of other inputs. Which digits take the place of date and service code they
 * leave to the network's own manual: that is configured.
 *
 * @param value three digits
 * @param date four digits in the place of the expiry
 * @param service three digits in the place of the service code
 */
record CavvLayout(Span value, Span date, Span service) {

    private static final int VALUE_DIGITS = 3;
    private static final int DATE_DIGITS = 4;
    private static final int SERVICE_DIGITS = 3;

    /** Digits of the field's hex form, from 1. */
    record Span(int first, int last) {

        private static final Pattern GRAMMAR = Pattern.compile("([1-9][0-9]?)\\.\\.([1-9][0-9]?)");

        /**
         * Reads {@code 6..8}.
         *
         * @throws IllegalArgumentException unless it is a span of so many digits
         */
        static Span of(String text, int digits) {
            Matcher matcher = GRAMMAR.matcher(text.strip());
            if (matcher.matches()) {
                Span span =
                        new Span(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)));
                if (span.last - span.first + 1 == digits) {
                    return span;
                }
            }
            throw new IllegalArgumentException(
                    "a part of the CAVV is not written as such as 6..8, " + digits + " digits");
        }

        private String in(String hex) {
            return last > hex.length() ? "" : hex.substring(first - 1, last);
        }
    }

    /**
     * @throws IllegalArgumentException unless each is a span as long as its part
     */
    static CavvLayout of(String value, String date, String service) {
        return new CavvLayout(
                Span.of(value, VALUE_DIGITS),
                Span.of(date, DATE_DIGITS),
                Span.of(service, SERVICE_DIGITS));
    }

    /** What is to be verified of a CAVV in hex. */
    Proof proof(Pan pan, Secret cavv) {
        String hex = cavv.reveal(PanAccess.get());
        String[] parts = {value.in(hex), date.in(hex), service.in(hex)};
        for (String part : parts) {
            if (part.isEmpty() || !Hex.isDigits(part)) {
                return new Proof.Broken(KeyUse.CAVV);
            }
        }
        return new CardValue(CardValue.Kind.CAVV, pan, parts[1], parts[2], Secret.of(parts[0]));
    }
}
