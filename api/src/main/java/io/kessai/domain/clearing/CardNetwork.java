package io.kessai.domain.clearing;

import java.util.Locale;

/** Who delivered a clearing file. */
public enum CardNetwork {
    /** IPM files. */
    MASTERCARD,
    /** BASE II files. */
    VISA;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
