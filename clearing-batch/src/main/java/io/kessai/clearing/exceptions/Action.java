package io.kessai.clearing.exceptions;

import java.util.Locale;

/** What a person may do about an exception. */
public enum Action {
    /** It is right as it is booked. */
    ACCEPT,
    /** Names the authorization of a forced post; its hold is given back, nothing is booked. */
    LINK,
    /** From suspense or dispute to a cardholder's account. */
    POST,
    /** From wherever it is booked to the house's losses. */
    WRITE_OFF,
    /** From suspense or the cardholder to dispute: the network is to take it back. */
    REJECT;

    /** Whether a second person must agree. */
    public boolean movesMoney() {
        return switch (this) {
            case ACCEPT, LINK -> false;
            case POST, WRITE_OFF, REJECT -> true;
        };
    }

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Action ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
