package io.kessai.domain;

import java.util.Locale;
import java.util.Optional;

/** Whose card it is, as far as rules of a scheme apply. */
public enum Scheme {
    MASTERCARD,
    VISA,
    /** Any other, or a link that does not say. */
    OTHER;

    /** The word stored in the database and written in a hold policy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scheme> ofWord(String word) {
        for (Scheme scheme : values()) {
            if (scheme.word().equals(word)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }
}
