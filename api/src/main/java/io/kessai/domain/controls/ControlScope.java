package io.kessai.domain.controls;

import java.util.Locale;
import java.util.Optional;

/**
 * What a control set is for. A product's and an account's measure the account, a card's the card.
 */
public enum ControlScope {
    PRODUCT,
    ACCOUNT,
    CARD;

    /** The word stored in the database and written in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ControlScope> ofWord(String word) {
        for (ControlScope scope : values()) {
            if (scope.word().equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    /** Whether it measures the card's own usage, and not that of all cards of the account. */
    public boolean measuresCard() {
        return this == CARD;
    }
}
