package io.kessai.domain;

import java.util.Locale;
import java.util.Optional;

/** How the card came to the merchant. */
public enum Presence {
    CARD_PRESENT,
    /** Asked for by the cardholder, over a network. */
    E_COMMERCE,
    /** Asked for by the merchant, with what the cardholder left there. */
    MERCHANT_INITIATED,
    /** By mail or telephone, or not said. */
    UNKNOWN;

    /** The word stored in the database and written in a hold policy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Presence> ofWord(String word) {
        for (Presence presence : values()) {
            if (presence.word().equals(word)) {
                return Optional.of(presence);
            }
        }
        return Optional.empty();
    }
}
