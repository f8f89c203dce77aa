package io.kessai.clearing.exceptions;

import java.util.Locale;

/** What a checker says to a proposal. */
public enum Verdict {
    APPROVED,
    REFUSED;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
