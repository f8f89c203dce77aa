package io.kessai.clearing.audit;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Hides what could be card data in names of rows and files. */
final class Masking {
    private static final Pattern LONG_RUN = Pattern.compile("[0-9]{13,}");
    private static final int FIRST_SHOWN = 6;
    private static final int LAST_SHOWN = 4;

    private Masking() {}

    /** The text with every run of 13 or more digits cut down to its first six and last four. */
    static String mask(String text) {
        return LONG_RUN.matcher(text).replaceAll(Masking::masked);
    }

    private static String masked(MatchResult match) {
        String run = match.group();
        return run.substring(0, FIRST_SHOWN)
                + "*".repeat(run.length() - FIRST_SHOWN - LAST_SHOWN)
                + run.substring(run.length() - LAST_SHOWN);
    }
}
