package io.kessai.domain;

import java.util.Locale;

/** The eight terms of a {@link Hold}. */
public enum HoldTerm {
    AUTHORIZED,
    INCREMENTED,
    RAISED,
    LOWERED,
    REVERSED,
    CLEARED,
    RELEASED,
    EXPIRED;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
