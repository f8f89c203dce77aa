package io.kessai.iso8583;

import java.util.Optional;

/** How much of a field may be seen. */
enum Sensitivity {
    /** Shown; a run of digits that could be a card number is masked all the same. */
    OPEN("open"),
    /** Readable as text, never shown. */
    MASKED("masked"),
    /** A card number: read as a secret, shown as first six and last four. */
    PAN("pan"),
    /** Read as a secret, never shown. */
    SECRET("secret");

    private final String word;

    Sensitivity(String word) {
        this.word = word;
    }

    static Optional<Sensitivity> of(String word) {
        for (Sensitivity sensitivity : values()) {
            if (sensitivity.word.equals(word)) {
                return Optional.of(sensitivity);
            }
        }
        return Optional.empty();
    }

    boolean isSecret() {
        return this == PAN || this == SECRET;
    }
}
