package io.kessai.clearing.run;

import java.util.Locale;

/** The stages, in the order of a night. */
public enum StepName {
    RECEIVE,
    INGEST,
    RECONCILE,
    POST,
    EXPIRE_HOLDS,
    REPORT;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for any other than the words stored
     */
    static StepName ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the command is called. */
    public String command() {
        return word().replace('_', '-');
    }
}
