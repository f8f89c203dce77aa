package io.kessai.bench.peer;

/** How a peer records a message. */
public enum PeerKind {
    /** {@link FiveStatements}. */
    FIVE_STATEMENTS("five statements a message"),
    /** {@link OneStatement}. */
    ONE_STATEMENT("one statement a message");

    private final String description;

    PeerKind(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
