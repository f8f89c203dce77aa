package io.kessai.local.network;

import io.kessai.domain.clearing.CardNetwork;

/**
 * The numbers of the cards that {@code seed} makes: card {@code i} is {@code 999900}, {@code i} in
 * nine digits, and the Luhn check digit (ISO/IEC 7812-1 annex B); all are valid through December
 * 2029. Outside programs compute them the same way.
 */
public final class SeededCards {

    /** DE14 of every seeded card, YYMM. */
    public static final String EXPIRY = "2912";

    /** Cards that the nine digits can tell apart. */
    public static final int COUNT_MAX = 1_000_000_000;

    private static final String PREFIX = "999900";

    private SeededCards() {}

    /** The card number with index {@code i}, from 0 to {@link #COUNT_MAX} - 1. */
    public static String pan(int i) {
        if (i < 0 || i >= COUNT_MAX) {
            throw new IllegalArgumentException("no seeded card has index " + i);
        }
        String number = PREFIX + digits(i, 9);
        return number + checkDigit(number);
    }

    /**
     * The network that clears what card {@code i} paid: of any two cards behind one another one
     * each, and over the accounts as often the first as the second.
     */
    public static CardNetwork network(int i) {
        return (i / 2 + i) % 2 == 0 ? CardNetwork.MASTERCARD : CardNetwork.VISA;
    }

    /** A number that looks like card {@code i} but fails the Luhn check. */
    public static String badPan(int i) {
        String good = pan(i);
        int wrong = (good.charAt(15) - '0' + 1) % 10;
        return good.substring(0, 15) + wrong;
    }

    /** The digit that makes the number pass the Luhn check. */
    public static int checkDigit(String number) {
        int sum = 0;
        boolean doubled = true;
        for (int i = number.length() - 1; i >= 0; i--) {
            int digit = number.charAt(i) - '0';
            int weighted = doubled ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
            doubled = !doubled;
        }
        return (10 - sum % 10) % 10;
    }

    /** {@code value} in {@code width} digits, zeros in front. */
    public static String digits(long value, int width) {
        String text = Long.toString(value);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
