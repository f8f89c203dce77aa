package io.kessai.domain;

import java.util.Arrays;
import java.util.List;
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

    /** The words of all. */
    static List<String> words() {
        return Arrays.stream(values()).map(Scheme::word).toList();
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
