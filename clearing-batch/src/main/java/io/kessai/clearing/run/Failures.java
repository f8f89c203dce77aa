package io.kessai.clearing.run;

/** How failures are told: to people at the edge, and in the rows of attempts and steps. */
public final class Failures {
    private Failures() {}

    /** One line: what the database adds behind it may quote a row. */
    public static String firstLine(Exception thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }
}
