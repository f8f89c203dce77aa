package io.kessai.domain.controls;

import java.util.Locale;
import java.util.Optional;

/** A way in which a card is used. A transaction may go several of them, or none that has a name. */
public enum Channel {
    /** Bought over a network. */
    ECOMMERCE,
    CONTACTLESS,
    MAGSTRIPE,
    /** Cash from a machine. */
    ATM,
    /** Asked for by the merchant, with what the cardholder left there. */
    RECURRING,
    /** None of the others. */
    OTHER;

    /** The word written in a rule. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> ofWord(String word) {
        for (Channel channel : values()) {
            if (channel.word().equals(word)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
